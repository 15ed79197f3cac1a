import type { Evaluation, JsonValue } from "../types";
import type { RuleListInput } from "./rule-list";
import { engineAsIfOn } from "./rules/as-if-on";
import { UnsaltedRollouts } from "./rules/unsalted-rollouts";
import { sameJson } from "./same-json";
import type { Witness } from "./somebody";

/** A context that a change is tried on. */
export interface TestUserInput {
  readonly id: string;
  readonly name: string;
  readonly context: Witness;
  /** What they are to get; absent: nothing is expected. */
  readonly expected?: JsonValue;
}

/** Somebody who gets another value, or may. */
export interface TestUserChange {
  readonly user: TestUserInput;
  readonly before: Evaluation;
  /** Null: the draw of a new rule decides, and the rule gets its salt when it is created. */
  readonly after: Evaluation | null;
  /** Whether they got what is expected of them and no longer do. */
  readonly breaksExpectation: "yes" | "no" | "unknown";
}

/**
 * Which of the users get another value after a change of rules or segments, as if the flag is on; in the users' order.
 * Whoever is not named gets what they got.
 * @param newRuleIds rules of `after` that do not exist yet: nobody's bucket in their rollouts is known.
 */
export function compareTestUsers(
  before: RuleListInput,
  after: RuleListInput,
  users: readonly TestUserInput[],
  newRuleIds: ReadonlySet<string> = new Set(),
): TestUserChange[] {
  if (users.length === 0) return [];
  const compare = testUserComparison(before, after, newRuleIds);
  return users.flatMap((user) => compare(user) ?? []);
}

/** The same for one user after the other; null for those who get what they got. */
export function testUserComparison(
  before: RuleListInput,
  after: RuleListInput,
  newRuleIds: ReadonlySet<string> = new Set(),
): (user: TestUserInput) => TestUserChange | null {
  const evaluateBefore = engineAsIfOn(before);
  const rollouts = new UnsaltedRollouts(after, newRuleIds);
  return (user) => {
    const old = evaluateBefore(user.context);
    const outcomes = rollouts.outcomesFor(user.context);
    const [first] = outcomes;
    if (outcomes.every(({ value }) => sameJson(value, old.value))) return null;
    const isCertain = outcomes.every(({ ruleId, value }) => ruleId === first?.ruleId && sameJson(value, first.value));
    return {
      user,
      before: old,
      after: isCertain && first ? first : null,
      breaksExpectation: breaks(user.expected, old, outcomes),
    };
  };
}

function breaks(expected: JsonValue | undefined, old: Evaluation, outcomes: readonly Evaluation[]) {
  if (expected === undefined || !sameJson(old.value, expected)) return "no";
  return outcomes.every(({ value }) => !sameJson(value, expected)) ? "yes" : "unknown";
}
