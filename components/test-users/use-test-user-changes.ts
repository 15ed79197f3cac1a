"use client";

import { useEffect, useMemo, useState } from "react";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import type { TestUserChange } from "@/lib/targeting/analysis/test-users";
import { useTestUsers } from "./api";
import { type ExpectationPlace, testUserInputs } from "./expectations/expectations";

export interface TestedChange extends ExpectationPlace {
  readonly projectId: string;
  readonly before: RuleListInput;
  readonly after: RuleListInput;
  /** Rules of `after` that do not exist yet. */
  readonly newRuleIds?: ReadonlySet<string>;
}

type Compare = typeof import("@/lib/targeting/analysis/test-users").compareTestUsers;

/** Which saved test users would get another value, and whose expectation that breaks; undefined until it is known. */
export function useTestUserChanges(change: TestedChange): readonly TestUserChange[] | undefined {
  const { projectId, flagId, environment, before, after, newRuleIds } = change;
  const { data: users } = useTestUsers(projectId);
  const compare = useCompare(users !== undefined && users.length > 0);
  return useMemo(() => {
    if (users?.length === 0) return [];
    if (users === undefined || compare === undefined) return undefined;
    return compare(before, after, testUserInputs(users, { flagId, environment }), newRuleIds);
  }, [users, compare, before, after, newRuleIds, flagId, environment]);
}

async function loadCompare(): Promise<Compare> {
  const [{ compareTestUsers }] = await Promise.all([
    import("@/lib/targeting/analysis/test-users"),
    import("@/lib/targeting").then(({ loadRe2 }) => loadRe2()),
  ]);
  return compareTestUsers;
}

/** Loaded when there is somebody to try it on. */
function useCompare(isWanted: boolean): Compare | undefined {
  const [compare, setCompare] = useState<{ run: Compare }>();
  useEffect(() => {
    if (!isWanted || compare !== undefined) return;
    let isCurrent = true;
    loadCompare().then(
      (compareTestUsers) => isCurrent && setCompare({ run: compareTestUsers }),
      // Offline, most likely. It is asked for again with the next change.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  });
  return compare?.run;
}
