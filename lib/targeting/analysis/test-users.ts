import type { Evaluation, JsonValue } from "../types";
import type { RuleListInput } from "./rule-list";
import { engineAsIfOn } from "./rules/as-if-on";
import { UnsaltedRollouts } from "./rules/unsalted-rollouts";
import { sameJson } from "./same-json";
import type { Witness } from "./somebody";

/** A context on which a change is tried. */
export interface TestUserInput {
  readonly id: string;
  readonly name: string;
  readonly context: Witness;
  /** The value that they are expected to get; absent: none is expected. */
  readonly expected?: JsonValue;
}

/** A test user who gets another value, or may get one. */
export interface TestUserChange {
  readonly user: TestUserInput;
  readonly before: Evaluation;
  /** Null: it depends on the bucket for a new rule, which gets its salt when it is created. */
  readonly after: Evaluation | null;
  /** Whether they got the expected value before and do not get it after. */
  readonly breaksExpectation: "yes" | "no" | "unknown";
}

/**
 * Finds the users who get another value after a change of rules or segments, as if the flag were on, in the users'
 * order. All others keep their value.
 */
export function compareTestUsers(
  before: RuleListInput,
  after: RuleListInput,
  users: readonly TestUserInput[],
): TestUserChange[] {
  if (users.length === 0) return [];
  const compare = testUserComparison(before, after);
  return users.flatMap((user) => compare(user) ?? []);
}

/** Compares the users one by one; the result is null for a user who keeps their value. */
export function testUserComparison(
  before: RuleListInput,
  after: RuleListInput,
): (user: TestUserInput) => TestUserChange | null {
  const evaluateBefore = engineAsIfOn(before);
  const rollouts = new UnsaltedRollouts(after);
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
