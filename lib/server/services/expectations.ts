import type { FieldProblems } from "@/lib/contract/errors";
import type { Expectation } from "@/lib/contract/expectation";
import { flagTypeSchema, flagValueProblem } from "@/lib/contract/flag";
import type { JsonValue } from "@/lib/contract/json";
import { limits } from "@/lib/contract/limits";
import type { Project } from "@/lib/contract/project";
import { unknownEnvironment } from "@/lib/contract/rule";
import type { TestUserExpectation } from "../db/generated/client";
import { sql } from "../db/sql";
import type { SqlTx } from "../db/transaction";
import { invalid } from "../service-error";
import { jsonInput } from "./json-input";
import type { Tx } from "./write";

/** For a query of test users that carry what they are to get. */
export const expectationsInOrder = { expectations: { orderBy: { place: "asc" } } } as const;

/** A stored expectation as the API shows it. */
export const toExpectation = ({ flagId, environment, value }: TestUserExpectation): Expectation => ({
  flag_id: flagId,
  environment,
  // Prisma's JsonValue allows undefined members, which no stored JSON has.
  value: value as JsonValue,
});

/** Expectations as rows of a test user. */
export const storedExpectations = (expectations: readonly Expectation[]) =>
  expectations.map(({ flag_id: flagId, environment, value }, place) => ({
    flagId,
    environment,
    place,
    value: jsonInput(value),
  }));

/**
 * Refuses expectations of flags and environments that the project does not have, and values that their flags cannot
 * serve. The flags stay until the transaction ends; the project must be held.
 * @throws ServiceError 422
 */
export async function assertExpectations(
  tx: Tx,
  project: Pick<Project, "id" | "environments">,
  expectations: readonly Expectation[],
): Promise<void> {
  if (expectations.length === 0) return;
  const types = await holdFlagTypes(tx, project.id, [...new Set(expectations.map(({ flag_id: id }) => id))]);
  const problems: FieldProblems = {};
  for (const [index, { flag_id: flagId, environment, value }] of expectations.entries()) {
    const flagType = types.get(flagId);
    if (flagType === undefined) problems[`expectations.${index}.flag_id`] = ["Must be a flag of the project"];
    const valueProblem = flagType && flagValueProblem(flagType, value);
    if (valueProblem !== undefined) problems[`expectations.${index}.value`] = [valueProblem];
    if (!project.environments.includes(environment)) {
      problems[`expectations.${index}.environment`] = [unknownEnvironment(project.environments)];
    }
  }
  const told = Object.entries(problems).slice(0, limits.issues);
  if (told.length > 0) throw invalid(Object.fromEntries(told));
}

async function holdFlagTypes(tx: Tx, projectId: string, ids: string[]) {
  // In one order, so that two who hold several never wait for each other.
  const rows = await tx.$queryRaw<{ id: string; flagType: string }[]>`
    SELECT id, flag_type AS "flagType" FROM flags
    WHERE project_id = ${projectId}::uuid AND id = ANY (${ids}::uuid[]) ORDER BY id FOR KEY SHARE`;
  return new Map(rows.map(({ id, flagType }) => [id, flagTypeSchema.parse(flagType)]));
}

/** What was expected in environments that a project no longer has is expected no longer. */
export async function forgetExpectations(tx: SqlTx, projectId: string, environments: string[]): Promise<void> {
  if (environments.length === 0) return;
  await tx.rows(sql`
    DELETE FROM test_user_expectations USING test_users
    WHERE test_users.id = test_user_id AND project_id = ${projectId} AND environment = ANY (${environments})`);
}
