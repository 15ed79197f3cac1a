import { randomUUID } from "node:crypto";
import type { Page, PageRequest } from "@/lib/contract/common";
import type { CreateFlag, Flag, UpdateFlag } from "@/lib/contract/flag";
import type { ListFlagsQuery } from "@/lib/contract/flag-list";
import { type FlagType, flagTypeSchema } from "@/lib/contract/flag-value";
import type { Project } from "@/lib/contract/project";
import { Prisma } from "../db/generated/client";
import { defined } from "../patch";
import { boundedPage } from "./bounded-list";
import { type FlagColumns, type FlagRow, NO_STATES, toFlag, toFlagColumns, withSent } from "./flag-rows";
import { jsonInput, jsonInputIfSent } from "./json";
import { createdAfter, createdAfterInSql, createdCursor, oldestFirst } from "./pages";
import { containing } from "./search";
import type { Tx } from "./transaction";

/**
 * A project's flags, oldest first.
 * @param environments the project's
 * @throws ServiceError 400 when they are too long to be given whole
 */
export async function listFlags(tx: Tx, environments: readonly string[], query: ListFlagsQuery): Promise<Page<Flag>> {
  const { status, key, "tags[]": tags } = query;
  const where = [
    Prisma.sql`project_id = ${query.project_id}::uuid`,
    ...(status === undefined ? [] : [Prisma.sql`status = ${status}`]),
    ...(key === undefined ? [] : [Prisma.sql`key = ${key}`]),
    ...(tags === undefined ? [] : [Prisma.sql`tags && ${tags}::text[]`]),
    ...createdAfterInSql(query),
    ...containing(query.search, ["name", "key", "description"]),
  ];
  const list = { table: "flags", columns: Prisma.FlagScalarFieldEnum, where, order: "created_at, id" } as const;
  const page = await boundedPage<FlagRow>(tx, list, query, createdCursor);
  return { ...page, items: page.items.map((row) => toFlag(row, environments)) };
}

/** A flag, with the fields of its project by which its rules are judged. */
export interface FlagInProject {
  flag: Flag;
  project: Pick<Project, "id" | "environments">;
}

/** The fields of a flag by which its rules are judged. */
export type FlagOfRules = Pick<Flag, "id" | "project_id" | "flag_type">;

export async function findFlag(tx: Tx, id: string): Promise<FlagOfRules | undefined> {
  const row = await tx.flag.findUnique({ where: { id }, select: { projectId: true, flagType: true } });
  return row === null ? undefined : { id, project_id: row.projectId, flag_type: flagTypeSchema.parse(row.flagType) };
}

export async function findFlagInProject(tx: Tx, id: string): Promise<FlagInProject | undefined> {
  const row = await tx.flag.findUnique({
    where: { id },
    include: { project: { select: { id: true, environments: true } } },
  });
  return row === null ? undefined : { flag: toFlag(row, row.project.environments), project: row.project };
}

/** Those of these flags that belong to the project, in no order. */
export const findFlags = (tx: Tx, projectId: string, ids: readonly string[]): Promise<FlagRow[]> =>
  tx.flag.findMany({ where: { projectId, id: { in: [...ids] } } });

/** The flags of the project with these keys, in no order. */
export const findFlagsByKey = (tx: Tx, projectId: string, keys: readonly string[]): Promise<FlagRow[]> =>
  tx.flag.findMany({ where: { projectId, key: { in: [...keys] } } });

/** The flags of a project that are not archived, oldest first, from the beginning of a page. */
export const activeFlags = (tx: Tx, projectId: string, from: Pick<PageRequest, "cursor">, take: number) =>
  tx.flag.findMany({
    where: { projectId, status: "active", AND: createdAfter(from) },
    ...oldestFirst({}),
    take,
  });

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

/** A locked flag. */
export const findLockedFlag = (tx: Tx, id: string): Promise<FlagRow> => tx.flag.findUniqueOrThrow({ where: { id } });

/** The types of those of these flags that belong to the project. They are held until the transaction ends. */
export async function holdFlagTypes(tx: Tx, projectId: string, ids: string[]): Promise<Map<string, FlagType>> {
  // In one order, so that two transactions that hold several flags do not deadlock.
  const rows = await tx.$queryRaw<{ id: string; flagType: string }[]>`
    SELECT id, flag_type AS "flagType" FROM flags
    WHERE project_id = ${projectId}::uuid AND id = ANY (${ids}::uuid[]) ORDER BY id FOR KEY SHARE`;
  return new Map(rows.map(({ id, flagType }) => [id, flagTypeSchema.parse(flagType)]));
}

export function insertFlag(tx: Tx, input: CreateFlag): Promise<FlagRow> {
  const { project_id: projectId, key, flag_type: flagType, environments = {}, ...sent } = input;
  const now = new Date();
  // The schema lets only a boolean flag leave out its value.
  const { name = key, defaultValue = false, variants = [], requires = [], tags = [], ...columns } = toFlagColumns(sent);
  return tx.flag.create({
    data: {
      ...columns,
      ...{ id: randomUUID(), projectId, key, name, flagType, tags, defaultValue: jsonInput(defaultValue) },
      variants: jsonInput(variants),
      requires: jsonInput(requires),
      environments: jsonInput(withSent(NO_STATES, environments)),
      ...{ createdAt: now, updatedAt: now },
    },
  });
}

type RestoredFlag = Omit<Flag, "scheduled_environments"> & Pick<UpdateFlag, "scheduled_environments">;

/** Inserts a deleted flag again, in those of its environments that still exist. */
export function restoreFlag(tx: Tx, flag: RestoredFlag, known: readonly string[]): Promise<FlagRow> {
  const { id, project_id: projectId, key, name, flag_type: flagType, created_at: createdAt } = flag;
  const { defaultValue: _, variants = [], requires = [], ...columns } = toFlagColumns(flag);
  const times = { createdAt: new Date(createdAt), updatedAt: new Date() };
  const defaultValue = jsonInput(flag.default_value.value);
  const states = Object.entries(flag.environments).filter(([name]) => known.includes(name));
  const environments = jsonInput(withSent(NO_STATES, Object.fromEntries(states)));
  const json = { defaultValue, environments, variants: jsonInput(variants), requires: jsonInput(requires) };
  return tx.flag.create({ data: { ...columns, id, projectId, key, name, flagType, ...json, ...times } });
}

/** Whether a flag of the project has the key. */
export async function isKeyTaken(tx: Tx, projectId: string, key: string): Promise<boolean> {
  const taken = await tx.flag.findUnique({ where: { projectId_key: { projectId, key } }, select: { id: true } });
  return taken !== null;
}

/** Stores changed columns of a locked flag, with the current time. */
export async function updateFlag(tx: Tx, row: FlagRow, columns: FlagColumns): Promise<FlagRow> {
  const { defaultValue, environments, variants, requires, ...others } = columns;
  const updatedAt = new Date();
  const json = defined({
    defaultValue: jsonInputIfSent(defaultValue),
    environments: jsonInputIfSent(environments),
    variants: jsonInputIfSent(variants),
    requires: jsonInputIfSent(requires),
  });
  const data = { ...others, ...json, updatedAt };
  await tx.flag.update({ where: { id: row.id }, data, select: { id: true } });
  return { ...row, ...columns, updatedAt };
}

/** Deletes a flag with its rules. */
export async function deleteFlag(tx: Tx, id: string): Promise<void> {
  await tx.flag.delete({ where: { id }, select: { id: true } });
}
