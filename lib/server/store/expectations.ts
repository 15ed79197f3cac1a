import type { Expectation } from "@/lib/contract/expectation";
import type { JsonValue } from "@/lib/contract/json";
import type { TestUserExpectation } from "../db/generated/client";
import { fromJson, jsonInput } from "./json";
import type { Tx } from "./transaction";

/** For a query of test users that carry what they are to get. */
export const expectationsInOrder = { expectations: { orderBy: { place: "asc" } } } as const;

/** A stored expectation as the API shows it. */
export const toExpectation = ({ flagId, environment, value }: TestUserExpectation): Expectation => ({
  flag_id: flagId,
  environment,
  value: fromJson(value),
});

/** Expectations as rows of a test user. */
export const toExpectationRows = (expectations: readonly Expectation[]) =>
  expectations.map(({ flag_id: flagId, environment, value }, place) => ({
    flagId,
    environment,
    place,
    value: jsonInput(value),
  }));

/** What a test user is to get from a flag that is known. */
export interface KeptExpectation {
  test_user_id: string;
  environment: string;
  value: JsonValue;
}

/** What test users are to get from a flag. */
export async function expectationsOfFlag(tx: Tx, flagId: string): Promise<KeptExpectation[]> {
  const orderBy = [{ testUserId: "asc" }, { environment: "asc" }] as const;
  const rows = await tx.testUserExpectation.findMany({ where: { flagId }, orderBy: [...orderBy] });
  return rows.map(({ testUserId, environment, value }) => ({
    test_user_id: testUserId,
    environment,
    value: fromJson(value),
  }));
}

/** Expects it again of those test users that are still there, behind what they expect now. */
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
  const places = new Map(users.map(({ id, _count }) => [id, _count.expectations]));
  const data = expectations.flatMap(({ test_user_id: testUserId, environment, value }) => {
    const place = places.get(testUserId);
    if (place === undefined) return [];
    places.set(testUserId, place + 1);
    return [{ testUserId, flagId, environment, place, value: jsonInput(value) }];
  });
  await tx.testUserExpectation.createMany({ data });
}

/** What was expected in environments that a project no longer has is expected no longer. */
export async function forgetExpectations(tx: Tx, projectId: string, environments: string[]): Promise<void> {
  if (environments.length === 0) return;
  await tx.testUserExpectation.deleteMany({
    where: { environment: { in: environments }, testUser: { projectId } },
  });
}
