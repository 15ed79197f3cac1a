import type { JsonObject, JsonValue } from "@/lib/contract/json";
import type { TestUserChange } from "@/lib/contract/test-user-change";
import type { Evaluation } from "@/lib/targeting";
import type { TestUserChange as FoundChange, TestUserInput } from "@/lib/targeting/analysis/test-users";
import { sql } from "../db/sql";
import type { RuleList } from "./rule-list";
import type { Read } from "./stored-lists";

interface UserRow {
  id: string;
  name: string;
  context: JsonObject;
}

interface ExpectationRow {
  testUserId: string;
  flagId: string;
  environment: string;
  value: JsonValue;
}

/** A project's test users, oldest first, with what a list is to give them. */
export interface TriedUsers {
  of(list: RuleList): TestUserInput[];
}

/** The project's test users, and what they are to get from these flags. */
export async function readTriedUsers(read: Read, projectId: string, flagIds: string[]): Promise<TriedUsers> {
  const users = await read<UserRow>(
    sql`SELECT id, name, context FROM test_users WHERE project_id = ${projectId} ORDER BY created_at, id`,
  );
  const expectations =
    users.length === 0
      ? []
      : await read<ExpectationRow>(sql`
          SELECT test_user_id AS "testUserId", flag_id AS "flagId", environment, value
          FROM test_user_expectations WHERE flag_id = ANY (${flagIds}::uuid[])`);
  const expected = new Map(
    expectations.map(({ testUserId, flagId, environment, value }) => [key(testUserId, flagId, environment), value]),
  );
  return {
    of: ({ flagId, environment }) =>
      users.map((user) => {
        const value = expected.get(key(user.id, flagId, environment));
        return value === undefined ? user : { ...user, expected: value };
      }),
  };
}

const key = (userId: string, flagId: string, environment: string): string => `${userId} ${flagId} ${environment}`;

/** A test user's change as the API shows it. */
export const toTestUserChange = ({ user, before, after, breaksExpectation }: FoundChange): TestUserChange => ({
  id: user.id,
  name: user.name,
  before: toAnswer(before),
  after: after && toAnswer(after),
  ...(user.expected !== undefined && { expected: user.expected }),
  breaks_expectation: breaksExpectation,
});

const toAnswer = ({ value, reason, ruleId }: Evaluation) => ({ value, reason, rule_id: ruleId });
