"use client";

import { useDeferredValue, useMemo } from "react";
import { usePermissions } from "@/components/account/permissions";
import { isServing } from "@/components/flags/flag-here";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { ServedValue } from "@/components/values/served-value";
import type { JsonObject, JsonValue } from "@/lib/contract/json";
import type { TestUser } from "@/lib/contract/test-user";
import { useTestUsers } from "./api";
import { useTestContext } from "./context/test-context";
import { ExpectationMenu, ExpectationSummary, ExpectationVerdict } from "./expectations/expectation-menu";
import { expectationSummary, expectedOf, isMet } from "./expectations/expectations";
import { type TestSubject, useTestAnswers } from "./test-subject";

const NOBODY: readonly TestUser[] = [];

/**
 * The value that each saved test user gets from the rules on screen, and whether it is the expected one. Pressing one
 * puts it into the panel. Shows nothing without test users.
 */
export function TestUserStrip({ subject }: { subject: TestSubject }) {
  const projectId = subject.kind === "flag" ? subject.flag.project_id : subject.projectId;
  const { data: users = NOBODY } = useTestUsers(projectId);
  const { testContext, pick } = useTestContext(projectId);
  const shown = useDeferredValue(subject);
  // Stored contexts are JSON.
  const contexts = useMemo(() => users.map(({ context }) => context as JsonObject), [users]);
  const answers = useTestAnswers(shown, contexts);
  const results = useMemo(
    () =>
      users.map((user, at) => {
        const context = contexts[at] ?? {};
        const got = answers?.get(context)?.value;
        const expected =
          shown.kind === "flag"
            ? expectedOf(user, { flagId: shown.flag.id, environment: shown.environment })
            : undefined;
        return { user, context, got, expected, isMet: isMet(expected, got) };
      }),
    [users, contexts, answers, shown],
  );
  // Shown once the values are known, because a value sets the width of its user.
  if (users.length === 0 || answers === undefined) return null;
  const verdicts = results.map((result) => result.isMet);
  const summary = expectationSummary(verdicts);
  const isOff = subject.kind === "flag" && !isServing(subject.flag);
  return (
    <section aria-label="What saved test users get">
      <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-muted text-sm">Saved test users get</h2>
        {summary !== undefined && (
          <ExpectationSummary
            text={isOff ? `${summary} while the flag is off` : summary}
            hasFailures={verdicts.includes(false)}
          />
        )}
      </div>
      <ul className="flex flex-wrap gap-2">
        {results.map(({ user, context, ...result }) => (
          <StripUser
            key={user.id}
            subject={subject}
            user={user}
            {...result}
            isPicked={testContext.userId === user.id}
            onTry={() => pick(user.id, context)}
          />
        ))}
      </ul>
    </section>
  );
}

interface StripUserProps {
  subject: TestSubject;
  user: TestUser;
  /** Undefined until it is known. */
  got: JsonValue | undefined;
  expected: JsonValue | undefined;
  isMet: boolean | undefined;
  isPicked: boolean;
  onTry: () => void;
}

/** One saved user: its value, whether it is the expected one, and a menu for the expectation. */
function StripUser({ subject, user, got, expected, isMet, isPicked, onTry }: StripUserProps) {
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
