import type { Effect } from "@/lib/contract/analysis";
import type { ChangeReport } from "@/lib/targeting/analysis/changes";

type Listed = Pick<Effect, "changes" | "unanswered" | "new_exposure">;

/** What the API says of a change, in the words of the analysis. */
export const effectReport = ({ changes, unanswered, new_exposure: newExposure }: Listed): ChangeReport => ({
  changes: changes.map(
    ({ rule_before, rule_after, list_attributes, is_exposure, who_short, who_segments, ...change }) => ({
      ...change,
      short: who_short,
      segments: who_segments,
      ruleBefore: rule_before,
      ruleAfter: rule_after,
      listAttributes: list_attributes,
      isExposure: is_exposure,
    }),
  ),
  unanswered: unanswered.map(({ rule_before, rule_after, because, is_exposure }) => ({
    ruleBefore: rule_before,
    ruleAfter: rule_after,
    because,
    isExposure: is_exposure,
  })),
  newExposure,
});

/** The saved test users that the API names, likewise. */
export const effectTestUsers = ({ test_users }: Pick<Effect, "test_users">) =>
  test_users.map(({ id, name, expected, before, after, breaks_expectation: breaksExpectation }) => ({
    user: { id, name, ...(expected !== undefined && { expected }) },
    before,
    after,
    breaksExpectation,
  }));
