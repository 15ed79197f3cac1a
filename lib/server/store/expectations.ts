import type { Expectation } from "@/lib/contract/expectation";
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

/** What was expected in environments that a project no longer has is expected no longer. */
export async function forgetExpectations(tx: Tx, projectId: string, environments: string[]): Promise<void> {
  if (environments.length === 0) return;
  await tx.testUserExpectation.deleteMany({
    where: { environment: { in: environments }, testUser: { projectId } },
  });
}
