import type { Page } from "@/lib/contract/common";
import {
  type CreateEnvironment,
  type Environment,
  environmentColors,
  type UpdateEnvironment,
} from "@/lib/contract/environment";
import { limits } from "@/lib/contract/limits";
import type { Project } from "@/lib/contract/project";
import { unknownEnvironment } from "@/lib/contract/rule";
import { assertFresh } from "../etag";
import { defined, isSame } from "../patch";
import { badRequest, conflict, found, invalid } from "../service-error";
import {
  contentOfEnvironment,
  copyEnvironment,
  type EnvironmentContent,
  type EnvironmentFacts,
  forgetEnvironments,
  readEnvironmentFacts,
  writeEnvironmentFacts,
} from "../store/environments";
import { type ProjectRow, updateProject } from "../store/projects";
import { db, type Tx } from "../store/transaction";
import { type ProjectWrite, writeInProject } from "./write";
import type { WriteContext } from "./write-context";

type Known = Pick<Project, "id" | "environments">;

/** A project's environments, in their order. */
export async function listEnvironments({ id, environments }: Known): Promise<Page<Environment>> {
  return { items: toEnvironments(environments, await readEnvironmentFacts(db(), id)) };
}

/** @throws ServiceError 404 */
export async function getEnvironment({ id, environments }: Known, name: string): Promise<Environment> {
  return named(toEnvironments(environments, await readEnvironmentFacts(db(), id)), name);
}

/**
 * @throws ServiceError 409 for a name that is taken or too many environments, 422 for an unknown environment to copy.
 */
export async function createEnvironment(
  { id }: Known,
  { copy_from: from, ...input }: CreateEnvironment,
  context: WriteContext,
): Promise<Environment> {
  return writeInProject(id, "exclusive", context, async (write) => {
    const row = await write.readProject();
    const { name, position = row.environments.length + 1 } = input;
    if (row.environments.includes(name)) throw conflict("The project has this environment", { name: ["Is taken"] });
    if (row.environments.length >= limits.environments) {
      throw conflict(`A project has at most ${limits.environments} environments`);
    }
    if (from !== undefined && !row.environments.includes(from)) {
      throw invalid({ copy_from: [unknownEnvironment(row.environments)] });
    }
    const usual = { title: name, color: environmentColors[0], is_protected: false };
    const after = await store(write, row, { ...usual, ...defined(input), name, position });
    if (from !== undefined) await copyEnvironment(write.tx, id, from, name);
    write.record({ ...identity(id, name), action: "environment.created", before: null, after });
    return after;
  });
}

/** @throws ServiceError 404, 412 */
export async function updateEnvironment(
  { id }: Known,
  name: string,
  input: UpdateEnvironment,
  context: WriteContext,
): Promise<Environment> {
  return writeInProject(id, "exclusive", context, async (write) => {
    const row = await write.readProject();
    const before = await current(write.tx, row, name);
    assertFresh(context.ifMatch, before);
    const wanted = { ...before, ...defined(input) };
    const position = Math.min(wanted.position, row.environments.length);
    if (isSame({ ...wanted, position }, before)) return before;
    const after = await store(write, row, { ...wanted, position });
    write.record({ ...identity(id, name), action: "environment.updated", before, after });
    return after;
  });
}

/**
 * Removes an environment. What it contains is removed, too, but only when that is confirmed.
 * @param confirm its name
 * @throws ServiceError 400 for another name, 404, 409 for the default environment and for one that is not empty, 412
 */
export async function deleteEnvironment(
  { id }: Known,
  name: string,
  confirm: string | undefined,
  context: WriteContext,
): Promise<void> {
  await writeInProject(id, "exclusive", context, async (write) => {
    const row = await write.readProject();
    const before = await current(write.tx, row, name);
    assertFresh(context.ifMatch, before);
    if (name === row.defaultEnvironment) throw conflict("The project's default environment cannot be removed");
    if (confirm !== undefined && confirm !== name) throw badRequest("confirm must be the environment's name");
    const content = await contentOfEnvironment(write.tx, id, name);
    const inside = inWords(content);
    if (confirm === undefined && inside !== "") {
      throw conflict(`There is something in ${name}: ${inside}`, { confirm: [`Is needed: ${inside} would go, too`] });
    }
    const environments = row.environments.filter((other) => other !== name);
    await updateProject(write.tx, row, { environments });
    write.touch(await forgetEnvironments(write.tx, id, [name]));
    write.record({ ...identity(id, name), action: "environment.deleted", before: { ...before, content }, after: null });
  });
}

const current = async (tx: Tx, { id, environments }: ProjectRow, name: string): Promise<Environment> =>
  named(toEnvironments(environments, await readEnvironmentFacts(tx, id)), name);

/** @throws ServiceError 404 */
const named = (environments: readonly Environment[], name: string): Environment =>
  found(environments.find((environment) => environment.name === name));

/** Stores the facts about an environment, new or known, and its position. */
async function store({ tx }: ProjectWrite, row: ProjectRow, environment: Environment): Promise<Environment> {
  const { name, title, color, position, is_protected: isProtected } = environment;
  const others = row.environments.filter((other) => other !== name);
  const environments = others.toSpliced(position - 1, 0, name);
  if (!isSame(environments, row.environments)) await updateProject(tx, row, { environments });
  await writeEnvironmentFacts(tx, { projectId: row.id, name, title, color, isProtected });
  return { ...environment, position: environments.indexOf(name) + 1 };
}

function toEnvironments(names: readonly string[], facts: readonly EnvironmentFacts[]): Environment[] {
  const byName = new Map(facts.map((each) => [each.name, each]));
  return names.map((name, index) => {
    const { title = name, color, isProtected = false } = byName.get(name) ?? {};
    const known = environmentColors.find((each) => each === color) ?? environmentColors[0];
    return { name, title, position: index + 1, color: known, is_protected: isProtected };
  });
}

/** An audit entry's resource is the project's environment of that name, which has no id of its own. */
const identity = (projectId: string, environment: string) =>
  ({ resourceType: "environment", resourceId: projectId, environment }) as const;

/** "3 rules, 2 flag states, 1 expectation"; empty for nothing. */
function inWords({ rules, flags, expectations }: EnvironmentContent): string {
  const counted = (count: number, noun: string) => (count === 0 ? [] : [`${count} ${noun}${count === 1 ? "" : "s"}`]);
  return [...counted(rules, "rule"), ...counted(flags, "flag state"), ...counted(expectations, "expectation")].join(
    ", ",
  );
}
