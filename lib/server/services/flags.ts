import type { CreateFlag, Flag, UpdateFlag } from "@/lib/contract/flag";
import type { UpdateFlagEnvironment } from "@/lib/contract/flag-environment";
import type { UpdateFlagEnvironments } from "@/lib/contract/flag-state";
import { unknownEnvironment } from "@/lib/contract/rule";
import { ValueChanges } from "@/lib/contract/variant-values";
import { assertFresh } from "../etag";
import { isSame } from "../patch";
import { invalid, notFound } from "../service-error";
import type { EntryName } from "../store/audit";
import { type FlagRow, NO_SCHEDULE, toFlag, toFlagColumns, withSentOf } from "../store/flag-rows";
import * as store from "../store/flags";
import type { Tx } from "../store/transaction";
import { withUnique } from "../store/unique";
import { followVariants } from "./follow-variants";
import { guardedStates } from "./guarded";
import { assertNotRequired, assertRequirements, modeOf } from "./requirements";
import { contentOfFlag } from "./restore/content-of-flag";
import { seen } from "./seen";
import { changeRuleValues, withChangedDefaults } from "./variant-values";
import { type ProjectWrite, writeInProject } from "./write";
import type { WriteContext } from "./write-context";

const KEY_TAKEN = "A flag with this key exists in the project";

type Known = Pick<Flag, "id" | "project_id">;

/**
 * @throws ServiceError 404 for the project, 409 when its key is taken, 422 for a reference to something that does not
 * exist.
 */
export async function createFlag(input: CreateFlag, context: WriteContext): Promise<Flag> {
  return withUnique("key", KEY_TAKEN, () =>
    writeInProject(input.project_id, modeOf(input), context, async ({ tx, projectId, readProject, record }) => {
      const { environments } = await readProject();
      const unknown = Object.keys(input.environments ?? {}).filter((name) => !environments.includes(name));
      const problem = [unknownEnvironment(environments)];
      if (unknown.length > 0)
        throw invalid(Object.fromEntries(unknown.map((name) => [`environments.${name}`, problem])));
      const unscheduled = (input.scheduled_environments ?? []).filter((name) => !environments.includes(name));
      if (unscheduled.length > 0) throw invalid({ scheduled_environments: problem });
      await assertRequirements(tx, projectId, input, input.requires ?? []);
      const flag = toFlag(await store.insertFlag(tx, input), environments);
      record({ ...flagIdentity(flag), action: "flag.created", before: null, after: flag });
      return seen(flag, context.limit);
    }),
  );
}

/** The changeable fields of a flag, for all environments and for each. */
export type FlagChange = UpdateFlag & { environments?: UpdateFlagEnvironments | undefined };

/**
 * @throws ServiceError 404, 409 when a guard refuses or others require what would be removed, 412, 422 for an invalid
 * requirement.
 */
export async function updateFlag({ id, project_id }: Known, input: FlagChange, context: WriteContext): Promise<Flag> {
  return writeInProject(project_id, modeOf(input), context, async (write) => {
    const lists = async () =>
      (await write.readProject()).environments.map((environment) => ({ flagId: id, environment }));
    const change = () => changeFlag(write, id, input, context, { action: "flag.updated" });
    return seen((await guardedStates(write, context, lists, change)).after, context.limit);
  });
}

/** Changes a flag in one environment. @throws ServiceError 404, 409 when a guard refuses, 412. */
export async function updateFlagIn(
  { id, project_id }: Known,
  environment: string,
  input: UpdateFlagEnvironment,
  context: WriteContext,
): Promise<Flag> {
  return writeInProject(project_id, "shared", context, async (write) => {
    const entry = { action: "flag.environment_updated", environment };
    const lists = async () => [{ flagId: id, environment }];
    const change = () => changeFlag(write, id, { environments: { [environment]: input } }, context, entry);
    return seen((await guardedStates(write, context, lists, change)).after, context.limit);
  });
}

const changesOf = (before: Flag["variants"], after: Flag["variants"]) => new ValueChanges(before, after);

/**
 * @param valuesOf which values change with the flag's variants
 * @returns the flag before and after; the same object when nothing changed
 * @throws ServiceError 404, 409 when others require what would be removed, 412, 422 for an invalid requirement
 */
export async function changeFlag(
  write: ProjectWrite,
  id: string,
  requested: FlagChange,
  context: Pick<WriteContext, "ifMatch" | "limit">,
  entry: EntryName,
  valuesOf = changesOf,
): Promise<{ before: Flag; after: Flag }> {
  const { tx, projectId, readProject, record } = write;
  const { environments } = await readProject();
  // The environment was found before the write began, and may have been removed since.
  if (Object.keys(requested.environments ?? {}).some((name) => !environments.includes(name))) throw notFound();
  const row = await lockFlag(tx, id);
  const before = toFlag(row, environments);
  assertFresh(context.ifMatch, seen(before, context.limit));
  const unknown = (requested.scheduled_environments ?? []).filter((name) => !environments.includes(name));
  if (unknown.length > 0) throw invalid({ scheduled_environments: [unknownEnvironment(environments)] });
  const values = valuesOf(before.variants, requested.variants ?? before.variants);
  const { environments: sent, ...input } = withChangedDefaults(before, values, requested);
  const columns = {
    ...toFlagColumns(input),
    ...(sent !== undefined && { environments: withSentOf(row, sent) }),
    ...((input.scheduled_at === undefined ? row.scheduledAt : input.scheduled_at) === null && NO_SCHEDULE),
  };
  if (isSame(toFlag({ ...row, ...columns }, environments), before)) return { before, after: before };
  await assertRequirements(tx, projectId, before, input.requires ?? []);
  if (input.status === "archived" && before.status !== "archived") await assertNotRequired(tx, before);
  if (input.variants !== undefined) await followVariants(write, before, input.variants, values);
  await changeRuleValues({ tx, record }, id, values);
  const after = toFlag(await store.updateFlag(tx, row, columns), environments);
  record({ ...flagIdentity(after), ...entry, before, after });
  return { before, after };
}

/**
 * Deletes a flag with its rules, which its audit entry keeps. @throws ServiceError 404, 409 when others require it,
 * 412.
 */
export async function deleteFlag({ id, project_id }: Known, context: WriteContext): Promise<void> {
  // Exclusively, so that no flag begins to require it meanwhile.
  await writeInProject(project_id, "exclusive", context, async ({ tx, readProject, record }) => {
    const { environments } = await readProject();
    const before = toFlag(await lockFlag(tx, id), environments);
    assertFresh(context.ifMatch, before);
    await assertNotRequired(tx, before);
    const kept = await contentOfFlag(tx, id);
    await store.deleteFlag(tx, id);
    record({ ...flagIdentity(before), action: "flag.deleted", before: { ...before, ...kept }, after: null });
  });
}

/** Locks a flag and reads it. @throws ServiceError 404 when it was deleted meanwhile */
export async function lockFlag(tx: Tx, id: string): Promise<FlagRow> {
  if (!(await store.lockFlag(tx, id))) throw notFound();
  return store.findLockedFlag(tx, id);
}

export const flagIdentity = ({ id }: Pick<Flag, "id">) =>
  ({ resourceType: "flag", resourceId: id, flagId: id }) as const;
