import type { Change, Effect } from "@/lib/contract/analysis";
import type { ChangeReport, Change as FoundChange, Servers } from "@/lib/targeting/analysis/changes";
import type { ReadList } from "./read-texts";
import type { TestUserChanges } from "./test-user-changes";

/** The lists before and after, as far as the report of their difference does not tell. */
interface ComparedLists {
  readonly before: Pick<ReadList, "mayLeaveToCode">;
  readonly after: Pick<ReadList, "mayLeaveToCode">;
}

/**
 * The result of the analysis in the API's form.
 * @param neverMet sentences about requirements that nobody meets after the change
 */
export function toEffect(
  { before, after }: ComparedLists,
  { changes, unanswered, newExposure }: ChangeReport,
  testUsers: TestUserChanges,
  neverMet: readonly string[] = [],
): Effect {
  return {
    changes: changes.map(toChange),
    unanswered: unanswered.map(({ because, isExposure, ...servers }) => ({
      ...toServers(servers),
      because,
      is_exposure: isExposure,
    })),
    test_users: [...testUsers.changes],
    ...(testUsers.notTried.length > 0 && { test_users_not_tried: [...testUsers.notTried] }),
    ...((before.mayLeaveToCode || after.mayLeaveToCode) && {
      code_default: [
        ...(before.mayLeaveToCode ? ["before" as const] : []),
        ...(after.mayLeaveToCode ? ["after" as const] : []),
      ],
    }),
    ...(neverMet.length > 0 && { requirements_never_met: [...neverMet] }),
    new_exposure: newExposure,
  };
}

/** People whose value changes, in the API's form. */
export function toChange({ witness, listAttributes, isExposure, ...rest }: FoundChange): Change {
  const { from, to, who, short, segments, sentence } = rest;
  return {
    ...toServers(rest),
    from,
    to,
    who,
    who_short: short,
    who_segments: [...segments],
    sentence,
    witness: witness && { ...witness },
    list_attributes: [...listAttributes],
    is_exposure: isExposure,
  };
}

const toServers = ({ ruleBefore, ruleAfter, armBefore, armAfter }: Servers) => ({
  rule_before: ruleBefore,
  rule_after: ruleAfter,
  ...(armBefore !== null && { arm_before: armBefore }),
  ...(armAfter !== null && { arm_after: armAfter }),
});
