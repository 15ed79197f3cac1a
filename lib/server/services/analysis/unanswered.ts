import type { Effect, RulesAnalysis } from "@/lib/contract/analysis";

/**
 * The answer for a change when there was no time to find out anything.
 * @param testUserIds those of the project, none of which was tried
 */
export function unknownEffect(testUserIds: readonly string[]): Effect {
  return {
    changes: [],
    unanswered: [{ rule_before: null, rule_after: null, because: "budget", is_exposure: true }],
    test_users: [],
    ...(testUserIds.length > 0 && { test_users_not_tried: [...testUserIds] }),
    new_exposure: "unknown",
  };
}

/** The same for a list: every rule stays open. */
export const unknownFindings = (ruleIds: readonly string[]): Pick<RulesAnalysis, "findings" | "not_analysed"> => ({
  findings: [],
  not_analysed: ruleIds.map((id) => ({ rule_id: id, question: "never_reached", because: "budget" })),
});
