import type { Expectation } from "@/lib/contract/expectation";
import type { JsonValue } from "@/lib/contract/json";
import type { TestUserExpectation } from "../db/generated/client";
import { fromJson, jsonInput } from "./json";
import type { Tx } from "./transaction";

/** For a query of test users with their expectations. */
export const expectationsInOrder = { expectations: { orderBy: { position: "asc" } } } as const;

/** A stored expectation in the API's form. */
export const toExpectation = ({ flagId, environment, value }: TestUserExpectation): Expectation => ({
  flag_id: flagId,
  environment,
  value: fromJson(value),
});

/** Expectations as rows of a test user. */
export const toExpectationRows = (expectations: readonly Expectation[]) =>
  expectations.map(({ flag_id: flagId, environment, value }, position) => ({
    flagId,
    environment,
    position,
    value: jsonInput(value),
  }));

/** A test user's expectation about a known flag. */
export interface KeptExpectation {
  test_user_id: string;
  environment: string;
  value: JsonValue;
}

/** The expectations about a flag. */
export async function expectationsOfFlag(tx: Tx, flagId: string): Promise<KeptExpectation[]> {
  const orderBy = [{ testUserId: "asc" }, { environment: "asc" }] as const;
  const rows = await tx.testUserExpectation.findMany({ where: { flagId }, orderBy: [...orderBy] });
  return rows.map(({ testUserId, environment, value }) => ({
    test_user_id: testUserId,
    environment,
    value: fromJson(value),
  }));
}

/** Restores the expectations of test users that still exist, after their current ones. */
export async function restoreExpectations(
  tx: Tx,
  flagId: string,
  expectations: readonly KeptExpectation[],
): Promise<void> {
  const ids = [...new Set(expectations.map(({ test_user_id: id }) => id))];
  const users = await tx.testUser.findMany({
    where: { id: { in: ids } },
    select: { id: true, _count: { select: { expectations: true } } },
  });
  const ends = new Map(users.map(({ id, _count }) => [id, _count.expectations]));
  const data = expectations.flatMap(({ test_user_id: testUserId, environment, value }) => {
    const position = ends.get(testUserId);
    if (position === undefined) return [];
    ends.set(testUserId, position + 1);
    return [{ testUserId, flagId, environment, position, value: jsonInput(value) }];
  });
  await tx.testUserExpectation.createMany({ data });
}

/** Deletes the expectations in environments that a project no longer has. */
export async function forgetExpectations(tx: Tx, projectId: string, environments: string[]): Promise<void> {
  if (environments.length === 0) return;
  await tx.testUserExpectation.deleteMany({
    where: { environment: { in: environments }, testUser: { projectId } },
  });
}
