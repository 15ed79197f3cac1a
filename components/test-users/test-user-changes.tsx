"use client";

import { ArrowRight, TriangleAlert } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { ServedValue } from "@/components/values/served-value";
import type { JsonValue } from "@/lib/contract/json";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import type { TestUserChange, TestUserInput } from "@/lib/targeting/analysis/test-users";
import { useTestUsers } from "./api";
import { type FlagInEnvironment, testUserInputs } from "./expectations/expectations";

/** The saved test users who get another value by a change, broken expectations first. Shows nothing without any. */
export function TestUserChanges(change: TestedChange) {
  return <TestUserChangeList changes={useTestUserChanges(change) ?? []} />;
}

/** The part of a change that is shown. */
interface ShownTestUserChange extends Pick<TestUserChange, "breaksExpectation"> {
  readonly user: Pick<TestUserInput, "id" | "name" | "expected">;
  readonly before: { readonly value: JsonValue };
  /** Null: the change is not known yet. */
  readonly after: { readonly value: JsonValue } | null;
}

/** Users that are listed; the others are counted. Broken expectations come first. */
const MOST_SHOWN = 5;

/** The saved test users who get another value, broken expectations first. Shows nothing without any. */
export function TestUserChangeList({ changes }: { changes: readonly ShownTestUserChange[] }) {
  if (changes.length === 0) return null;
  const ordered = [...changes].sort((a, b) => rank(a) - rank(b));
  const more = ordered.length - MOST_SHOWN;
  return (
    <section aria-label="Saved test users">
      <h3 className="mb-1 text-muted text-sm">Saved test users</h3>
      <ul className="flex flex-col gap-1.5 text-ink text-sm">
        {ordered.slice(0, MOST_SHOWN).map((each) => (
          <ChangedUser key={each.user.id} change={each} />
        ))}
      </ul>
      {more > 0 && <p className="mt-1 text-muted text-sm">and {more} more</p>}
    </section>
  );
}

const rank = ({ breaksExpectation }: ShownTestUserChange): number =>
  ["yes", "unknown", "no"].indexOf(breaksExpectation);

function ChangedUser({ change: { user, before, after, breaksExpectation } }: { change: ShownTestUserChange }) {
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <span className="min-w-0 truncate font-medium">{user.name}</span>
      <span className="flex min-w-0 items-center gap-1.5">
        <ServedValue value={before.value} className="max-w-40 truncate" />
        <ArrowRight aria-hidden className="size-3.5 shrink-0 text-muted" />
        <span className="sr-only">becomes</span>
        {after === null ? (
          <span className="text-muted text-sm">decided by chance when the rule is saved</span>
        ) : (
          <ServedValue value={after.value} className="max-w-40 truncate" />
        )}
      </span>
      {breaksExpectation !== "no" && user.expected !== undefined && (
        <span className="flex items-center gap-1 text-danger text-sm">
          <TriangleAlert aria-hidden className="size-3.5 shrink-0" />
          {breaksExpectation === "yes" ? "breaks" : "may break"} what is expected:{" "}
          <ServedValue value={user.expected} className="max-w-40 truncate" />
        </span>
      )}
    </li>
  );
}

interface TestedChange extends FlagInEnvironment {
  readonly projectId: string;
  readonly before: RuleListInput;
  readonly after: RuleListInput;
}

type Compare = typeof import("@/lib/targeting/analysis/test-users").compareTestUsers;

/** The saved test users who would get another value, and whose expectation breaks; undefined until it is known. */
function useTestUserChanges(change: TestedChange): readonly TestUserChange[] | undefined {
  const { projectId, flagId, environment, before, after } = change;
  const { data: users } = useTestUsers(projectId);
  const compare = useCompare(users !== undefined && users.length > 0);
  return useMemo(() => {
    if (users?.length === 0) return [];
    if (users === undefined || compare === undefined) return undefined;
    return compare(before, after, testUserInputs(users, { flagId, environment }));
  }, [users, compare, before, after, flagId, environment]);
}

async function loadCompare(): Promise<Compare> {
  const [{ compareTestUsers }] = await Promise.all([
    import("@/lib/targeting/analysis/test-users"),
    import("@/lib/targeting").then(({ loadRe2 }) => loadRe2()),
  ]);
  return compareTestUsers;
}

/** The code is loaded only when there are test users. */
function useCompare(isWanted: boolean): Compare | undefined {
  const [compare, setCompare] = useState<{ run: Compare }>();
  useEffect(() => {
    if (!isWanted || compare !== undefined) return;
    let isCurrent = true;
    loadCompare().then(
      (compareTestUsers) => isCurrent && setCompare({ run: compareTestUsers }),
      // The code could not be loaded, most likely offline. The next change tries again.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  });
  return compare?.run;
}
