"use client";

import { usePermissions } from "@/components/account/api";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { ServedValue } from "@/components/values/served-value";
import type { JsonValue } from "@/lib/contract/json";
import type { TestUser } from "@/lib/contract/test-user";
import { ExpectationMenu } from "./expectations/expectation-menu";
import { ExpectationVerdict } from "./expectations/expectation-verdict";
import type { TestSubject } from "./test-subject";

interface StripUserProps {
  subject: TestSubject;
  user: TestUser;
  /** Undefined until the engine is there. */
  got: JsonValue | undefined;
  expected: JsonValue | undefined;
  isMet: boolean | undefined;
  isPicked: boolean;
  onTry: () => void;
}

/** One saved user: what it gets, whether that is expected, and a way to say what is. */
export function StripUser({ subject, user, got, expected, isMet, isPicked, onTry }: StripUserProps) {
  const { canWrite } = usePermissions();
  return (
    <li
      className={cn(
        "flex max-w-full items-center rounded-control border bg-panel",
        isMet === false ? "border-danger" : isPicked ? "border-accent" : "border-line",
      )}
    >
      <button
        type="button"
        aria-pressed={isPicked}
        className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1 rounded-control px-2.5 py-1.5 text-left text-base text-ink transition-colors hover:bg-hover pointer-coarse:min-h-11"
        onClick={onTry}
      >
        <span className="max-w-full truncate">{user.name}</span>
        {got !== undefined && subject.kind === "flag" && <ServedValue value={got} className="max-w-40 truncate" />}
        {got !== undefined && subject.kind === "segment" && (
          <Badge tone={got === true ? "success" : "neutral"}>{got === true ? "in" : "not in"}</Badge>
        )}
        {expected !== undefined && isMet !== undefined && <ExpectationVerdict expected={expected} isMet={isMet} />}
      </button>
      {canWrite && subject.kind === "flag" && <ExpectationMenu subject={subject} user={user} expected={expected} />}
    </li>
  );
}
