import type { FieldProblems } from "@/lib/contract/errors";
import type { Expectation } from "@/lib/contract/expectation";
import { flagValueProblem } from "@/lib/contract/flag-value";
import { limits } from "@/lib/contract/limits";
import type { Project } from "@/lib/contract/project";
import { unknownEnvironment } from "@/lib/contract/rule";
import { invalid } from "../service-error";
import { holdFlagTypes } from "../store/flags";
import type { Tx } from "../store/transaction";

/**
 * Refuses expectations about flags and environments that the project does not have, and values that their flags cannot
 * serve. The flags are held until the transaction ends; the project must be held already.
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
  const first = Object.entries(problems).slice(0, limits.issues);
  if (first.length > 0) throw invalid(Object.fromEntries(first));
}
