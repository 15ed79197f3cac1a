import type { FieldProblems } from "@/lib/contract/errors";
import type { Flag, UpdateFlag } from "@/lib/contract/flag";
import { flagValueProblem } from "@/lib/contract/flag-value";
import { limits } from "@/lib/contract/limits";
import { namedValues, type Requirement } from "@/lib/contract/requirement";
import { inDependencyOrder } from "@/lib/targeting/dependency-order";
import { MAX_REQUIREMENT_CHAIN } from "@/lib/targeting/requirement";
import { conflict, invalid } from "../service-error";
import { toFlag } from "../store/flag-rows";
import { findFlagsByKey } from "../store/flags";
import { requiringFlags } from "../store/requirements";
import type { Tx } from "../store/transaction";
import { circleProblems } from "./circle";

/**
 * A write that requires other flags, or that may remove what others require, holds the project exclusively: two
 * concurrent writes could form a circle, or leave a requirement of something that does not exist.
 */
export const modeOf = ({ requires = [], variants, status }: UpdateFlag) =>
  requires.length > 0 || variants !== undefined || status === "archived" ? "exclusive" : "shared";

type RequiringFlag = Pick<Flag, "key">;

/**
 * Refuses requirements that could never be met: about flags of other projects or archived ones, about values that they
 * do not serve, about the flag itself, in a circle, or through too many flags.
 * @throws ServiceError 422 with their paths
 */
export async function assertRequirements(
  tx: Tx,
  projectId: string,
  flag: RequiringFlag,
  requires: readonly Requirement[],
): Promise<void> {
  if (requires.length === 0) return;
  const problems = await problemsOf(tx, projectId, flag, requires);
  if (Object.keys(problems).length > 0) throw invalid(problems);
}

/** The same for a flag that is restored. @throws ServiceError 409 */
export async function assertRequirementsThere(tx: Tx, flag: Flag): Promise<void> {
  const { project_id: projectId, requires = [] } = flag;
  if (requires.length === 0) return;
  const problems = await problemsOf(tx, projectId, flag, requires);
  if (Object.keys(problems).length > 0) throw conflict("It requires what other flags do not give any more", problems);
}

async function problemsOf(
  tx: Tx,
  projectId: string,
  { key }: RequiringFlag,
  requires: readonly Requirement[],
): Promise<FieldProblems> {
  const keys = requires.map(({ flag }) => flag);
  const required = new Map((await findFlagsByKey(tx, projectId, keys)).map((row) => [row.key, toFlag(row, [])]));
  const problems: FieldProblems = {};
  for (const [index, requirement] of requires.entries()) {
    const [field, problem] = problemOf(requirement, key, required.get(requirement.flag)) ?? [];
    if (problem !== undefined) problems[`requires.${index}.${field}`] = [problem];
  }
  if (Object.keys(problems).length > 0) return problems;
  const references = keys.map((id, index) => ({ id, path: `requires.${index}.flag` }));
  const others = (await requiringFlags(tx, projectId))
    .filter((each) => each.key !== key)
    .map((each) => ({ id: each.key, name: each.key, references: each.references }));
  const own = { id: key, name: key, references: keys };
  const circles = circleProblems(own, references, others);
  if (Object.keys(circles).length > 0) return circles;
  if (inDependencyOrder([...others, own], MAX_REQUIREMENT_CHAIN).rest.length === 0) return {};
  return { requires: [`Leads through more than ${MAX_REQUIREMENT_CHAIN} flags, each of which requires the next`] };
}

/** The problem of one requirement, and the field that has it. */
function problemOf(
  { flag: required, variant, value }: Requirement,
  ownKey: string,
  flag: Flag | undefined,
): readonly [keyof Requirement, string] | undefined {
  if (required === ownKey) return ["flag", "A flag cannot require itself"];
  if (flag === undefined) return ["flag", "Must be a flag of the same project"];
  if (flag.status === "archived") return ["flag", "Is archived, so that it is never met"];
  if (variant !== undefined) {
    const names = namedValues(flag).map(({ name }) => name);
    if (names.includes(variant)) return undefined;
    return ["variant", names.length === 0 ? "The flag has no variants" : `Must be one of ${names.join(", ")}`];
  }
  const problem = flagValueProblem(flag.flag_type, value);
  return problem === undefined ? undefined : ["value", problem];
}

/** Refuses to remove a flag that others require. The project is held exclusively. @throws ServiceError 409 */
export async function assertNotRequired(tx: Tx, { project_id: projectId, key }: Pick<Flag, "project_id" | "key">) {
  const requiring = (await requiringFlags(tx, projectId)).filter(({ references }) => references.includes(key));
  if (requiring.length === 0) return;
  throw conflict("Other flags require this one: take it out of what they require first", {
    flag: requiring.slice(0, limits.issues).map((each) => `Is required by ${each.key}`),
  });
}
