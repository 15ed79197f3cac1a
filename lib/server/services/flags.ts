import type { CreateFlag, Flag, UpdateFlag } from "@/lib/contract/flag";
import { assertFresh } from "../etag";
import { isSame } from "../patch";
import { notFound } from "../service-error";
import type { EntryName } from "../store/audit";
import * as store from "../store/flags";
import { type FlagRow, toFlag, toFlagColumns } from "../store/flags";
import type { Tx } from "../store/transaction";
import { withUnique } from "../store/unique";
import { contentOfFlag } from "./restore/content-of-flag";
import { type ProjectWrite, writeInProject } from "./write";
import type { WriteContext } from "./write-context";

const KEY_TAKEN = "A flag with this key exists in the project";

type Known = Pick<Flag, "id" | "project_id">;

/** @throws ServiceError 404 for the project, 409 when its key is taken. */
export async function createFlag(input: CreateFlag, context: WriteContext): Promise<Flag> {
  return withUnique("key", KEY_TAKEN, () =>
    writeInProject(input.project_id, "shared", context, async ({ tx, readProject, record }) => {
      await readProject();
      const flag = toFlag(await store.insertFlag(tx, input));
      record({ ...flagIdentity(flag), action: "flag.created", before: null, after: flag });
      return flag;
    }),
  );
}

/** @throws ServiceError 404, 412. */
export async function updateFlag({ id, project_id }: Known, input: UpdateFlag, context: WriteContext): Promise<Flag> {
  return writeInProject(project_id, "shared", context, async (write) => {
    const { after } = await changeFlag(write, id, input, context, { action: "flag.updated" });
    return after;
  });
}

/**
 * @returns the flag before and after; the same when nothing was changed
 * @throws ServiceError 404, 412
 */
export async function changeFlag(
  { tx, record }: ProjectWrite,
  id: string,
  input: UpdateFlag,
  context: Pick<WriteContext, "ifMatch">,
  entry: EntryName,
): Promise<{ before: Flag; after: Flag }> {
  const row = await lockFlag(tx, id);
  const before = toFlag(row);
  assertFresh(context.ifMatch, before);
  const columns = toFlagColumns(input);
  if (isSame(toFlag({ ...row, ...columns }), before)) return { before, after: before };
  const after = toFlag(await store.updateFlag(tx, row, columns));
  record({ ...flagIdentity(after), ...entry, before, after });
  return { before, after };
}

/** Deletes a flag with its rules, which its entry keeps. @throws ServiceError 404, 412. */
export async function deleteFlag({ id, project_id }: Known, context: WriteContext): Promise<void> {
  await writeInProject(project_id, "shared", context, async ({ tx, record }) => {
    const before = toFlag(await lockFlag(tx, id));
    assertFresh(context.ifMatch, before);
    const kept = await contentOfFlag(tx, id);
    await store.deleteFlag(tx, id);
    record({ ...flagIdentity(before), action: "flag.deleted", before: { ...before, ...kept }, after: null });
  });
}

/** Locks a flag and reads it. @throws ServiceError 404 when it has gone meanwhile */
export async function lockFlag(tx: Tx, id: string): Promise<FlagRow> {
  if (!(await store.lockFlag(tx, id))) throw notFound();
  return store.findLockedFlag(tx, id);
}

export const flagIdentity = ({ id }: Pick<Flag, "id">) =>
  ({ resourceType: "flag", resourceId: id, flagId: id }) as const;
