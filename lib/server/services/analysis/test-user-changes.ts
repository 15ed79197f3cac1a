import type { TestUserChange } from "@/lib/contract/test-user-change";
import type { Evaluation } from "@/lib/targeting";
import type { Budget } from "@/lib/targeting/analysis/budget";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import {
  type TestUserChange as FoundChange,
  type TestUserInput,
  testUserComparison,
} from "@/lib/targeting/analysis/test-users";

export interface TestUserChanges {
  readonly changes: readonly TestUserChange[];
  /** Test users for whom there was no time. */
  readonly notTried: readonly string[];
}

/** Steps for trying one user, so that the clock is checked. */
const STEPS_TO_TRY = 50;

/**
 * The users who get another value after a change.
 * @param clock only its time ends the work, not its steps
 */
export function tryTestUsers(
  before: RuleListInput,
  after: RuleListInput,
  users: readonly TestUserInput[],
  clock: Budget,
): TestUserChanges {
  if (users.length === 0) return { changes: [], notTried: [] };
  const compare = clock.isSpent ? null : testUserComparison(before, after);
  const changes: TestUserChange[] = [];
  for (const [index, user] of users.entries()) {
    clock.spend(STEPS_TO_TRY);
    if (compare === null || clock.isSpent) return { changes, notTried: users.slice(index).map(({ id }) => id) };
    const found = compare(user);
    if (found !== null) changes.push(toTestUserChange(found));
  }
  return { changes, notTried: [] };
}

/** A test user's change in the API's form. */
const toTestUserChange = ({ user, before, after, breaksExpectation }: FoundChange): TestUserChange => ({
  id: user.id,
  name: user.name,
  before: toAnswer(before),
  after: after && toAnswer(after),
  ...(user.expected !== undefined && { expected: user.expected }),
  breaks_expectation: breaksExpectation,
});

const toAnswer = ({ value, reason, ruleId }: Evaluation) => ({ value, reason, rule_id: ruleId });
