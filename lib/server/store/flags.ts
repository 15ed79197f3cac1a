import { randomUUID } from "node:crypto";
import { type Page, toTimestamp } from "@/lib/contract/common";
import {
  type CreateFlag,
  type Flag,
  type FlagType,
  flagStatusSchema,
  flagTypeSchema,
  type UpdateFlag,
  unwrapDefaultValue,
} from "@/lib/contract/flag";
import type { ListFlagsQuery } from "@/lib/contract/flag-list";
import type { Project } from "@/lib/contract/project";
import type * as stored from "../db/generated/client";
import { defined } from "../patch";
import { CorruptRowError } from "../service-error";
import { fromJson, jsonInput, jsonInputIfSent } from "./json";
import { createdAfter, createdPage, oldestFirst } from "./pages";
import { containing } from "./search";
import type { Tx } from "./transaction";

export type FlagRow = stored.Flag;

/** A stored flag as the API shows it. @throws CorruptRowError */
export function toFlag(row: FlagRow): Flag {
  const flagType = flagTypeSchema.safeParse(row.flagType);
  const status = flagStatusSchema.safeParse(row.status);
  if (!flagType.success) throw new CorruptRowError("flags", row.id, `flag_type ${row.flagType}`);
  if (!status.success) throw new CorruptRowError("flags", row.id, `status ${row.status}`);
  return {
    id: row.id,
    project_id: row.projectId,
    key: row.key,
    name: row.name,
    description: row.description,
    flag_type: flagType.data,
    default_value: { value: fromJson(row.defaultValue) },
    enabled: row.enabled,
    status: status.data,
    ...(row.whenDisabled === "code_default" && { when_disabled: row.whenDisabled }),
    ...(row.isClientVisible && { is_client_visible: true }),
    tags: row.tags,
    scheduled_at: row.scheduledAt === null ? null : toTimestamp(row.scheduledAt),
    created_at: toTimestamp(row.createdAt),
    updated_at: toTimestamp(row.updatedAt),
  };
}

/** What was sent of a flag, as columns. */
export const toFlagColumns = (sent: UpdateFlag) =>
  defined({
    name: sent.name,
    description: sent.description,
    enabled: sent.enabled,
    status: sent.status,
    whenDisabled: sent.when_disabled,
    isClientVisible: sent.is_client_visible,
    tags: sent.tags,
    scheduledAt: toInstant(sent.scheduled_at),
    defaultValue: sent.default_value === undefined ? undefined : unwrapDefaultValue(sent.default_value),
  });

/** Undefined when nothing was sent, null to clear. */
const toInstant = (sent: string | null | undefined): Date | null | undefined =>
  sent === undefined || sent === null ? sent : new Date(sent);

type FlagColumns = ReturnType<typeof toFlagColumns>;

export async function listFlags(tx: Tx, query: ListFlagsQuery): Promise<Page<Flag>> {
  const { status, key, "tags[]": tags } = query;
  const rows = await tx.flag.findMany({
    where: {
      projectId: query.project_id,
      ...defined({ status, key }),
      ...(tags !== undefined && { tags: { hasSome: tags } }),
      AND: [createdAfter(query), containing(query.search, ["name", "key", "description"])],
    },
    ...oldestFirst(query),
  });
  return createdPage(rows, query, toFlag);
}

/** A flag, with what of its project its rules are judged by. */
export interface FlagInProject {
  flag: Flag;
  project: Pick<Project, "id" | "environments">;
}

export async function findFlag(tx: Tx, id: string): Promise<Flag | undefined> {
  const row = await tx.flag.findUnique({ where: { id } });
  return row === null ? undefined : toFlag(row);
}

export async function findFlagInProject(tx: Tx, id: string): Promise<FlagInProject | undefined> {
  const row = await tx.flag.findUnique({
    where: { id },
    include: { project: { select: { id: true, environments: true } } },
  });
  return row === null ? undefined : { flag: toFlag(row), project: row.project };
}

/** The keys of these flags, by id. */
export async function flagKeys(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.flag.findMany({ where: { id: { in: [...ids] } }, select: { id: true, key: true } });
  return new Map(rows.map(({ id, key }) => [id, key]));
}

/** Flags whose `scheduled_at` has come, the earliest first. */
export const dueFlags = (tx: Tx, now: Date, most: number) =>
  tx.flag.findMany({
    where: { scheduledAt: { lte: now } },
    orderBy: { scheduledAt: "asc" },
    take: most,
    select: { id: true, projectId: true },
  });

/**
 * Locks a flag until the transaction ends: every change of it, its rules or their order takes this lock first. Prisma
 * has no call for a row lock.
 * @returns false when there is no such flag
 */
export async function lockFlag(tx: Tx, id: string): Promise<boolean> {
  const locked = await tx.$queryRaw<object[]>`SELECT 1 FROM flags WHERE id = ${id}::uuid FOR UPDATE`;
  return locked.length > 0;
}

/** A flag that is locked. */
export const findLockedFlag = (tx: Tx, id: string): Promise<FlagRow> => tx.flag.findUniqueOrThrow({ where: { id } });

/** The types of those of these flags that are the project's. They stay until the transaction ends. */
export async function holdFlagTypes(tx: Tx, projectId: string, ids: string[]): Promise<Map<string, FlagType>> {
  // In one order, so that two who hold several never wait for each other.
  const rows = await tx.$queryRaw<{ id: string; flagType: string }[]>`
    SELECT id, flag_type AS "flagType" FROM flags
    WHERE project_id = ${projectId}::uuid AND id = ANY (${ids}::uuid[]) ORDER BY id FOR KEY SHARE`;
  return new Map(rows.map(({ id, flagType }) => [id, flagTypeSchema.parse(flagType)]));
}

export function insertFlag(tx: Tx, { project_id: projectId, key, flag_type: flagType, ...sent }: CreateFlag) {
  const now = new Date();
  // Only a boolean flag may leave its value out; the schema has seen to that.
  const { name = key, defaultValue = false, tags = [], ...columns } = toFlagColumns(sent);
  return tx.flag.create({
    data: {
      ...columns,
      ...{ id: randomUUID(), projectId, key, name, flagType, tags, defaultValue: jsonInput(defaultValue) },
      ...{ createdAt: now, updatedAt: now },
    },
  });
}

/** Inserts a flag as it once was. */
export function restoreFlag(tx: Tx, flag: Flag): Promise<FlagRow> {
  const { id, project_id: projectId, key, name, flag_type: flagType, created_at: createdAt } = flag;
  const { defaultValue: _, ...columns } = toFlagColumns(flag);
  const times = { createdAt: new Date(createdAt), updatedAt: new Date() };
  const defaultValue = jsonInput(flag.default_value.value);
  return tx.flag.create({ data: { ...columns, id, projectId, key, name, flagType, defaultValue, ...times } });
}

/** Whether a project's flag has the key. */
export async function isKeyTaken(tx: Tx, projectId: string, key: string): Promise<boolean> {
  const taken = await tx.flag.findUnique({ where: { projectId_key: { projectId, key } }, select: { id: true } });
  return taken !== null;
}

/** Stores changed columns of a locked flag, as of now. */
export async function updateFlag(tx: Tx, row: FlagRow, columns: FlagColumns): Promise<FlagRow> {
  const { defaultValue, ...others } = columns;
  const updatedAt = new Date();
  const data = { ...others, ...defined({ defaultValue: jsonInputIfSent(defaultValue) }), updatedAt };
  await tx.flag.update({ where: { id: row.id }, data, select: { id: true } });
  return { ...row, ...columns, updatedAt };
}

/** Deletes a flag with its rules. */
export async function deleteFlag(tx: Tx, id: string): Promise<void> {
  await tx.flag.delete({ where: { id }, select: { id: true } });
}
