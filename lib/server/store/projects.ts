import { randomUUID } from "node:crypto";
import { type Page, toTimestamp } from "@/lib/contract/common";
import type { ListProjectsQuery, Project, UpdateProject } from "@/lib/contract/project";
import type * as stored from "../db/generated/client";
import { defined } from "../patch";
import { createdAfter, createdPage, oldestFirst } from "./pages";
import type { Tx } from "./transaction";

const columns = {
  id: true,
  name: true,
  slug: true,
  environments: true,
  defaultEnvironment: true,
  samplesContexts: true,
  createdAt: true,
  updatedAt: true,
} as const;

/** A project without its revision and token, which change all the time. */
export type ProjectRow = Pick<stored.Project, keyof typeof columns>;

/** A stored project in the API's form. */
export function toProject(row: ProjectRow): Project {
  return {
    id: row.id,
    name: row.name,
    slug: row.slug,
    environments: row.environments,
    settings: {
      default_environment: row.defaultEnvironment,
      ...(row.samplesContexts && { sample_contexts: row.samplesContexts }),
    },
    created_at: toTimestamp(row.createdAt),
    updated_at: toTimestamp(row.updatedAt),
  };
}

/** The sent fields of a project, as columns. */
export const toProjectColumns = ({ name, slug, environments, settings }: UpdateProject) =>
  defined({
    name,
    slug,
    environments,
    defaultEnvironment: settings?.default_environment,
    samplesContexts: settings?.sample_contexts,
  });

/** @param ids the only ones to list; null: all */
export async function listProjects(
  tx: Tx,
  query: ListProjectsQuery,
  ids: readonly string[] | null,
): Promise<Page<Project>> {
  const rows = await tx.project.findMany({
    where: {
      ...(ids !== null && { id: { in: [...ids] } }),
      ...(query.slug !== undefined && { slug: query.slug }),
      AND: createdAfter(query),
    },
    select: columns,
    ...oldestFirst(query),
  });
  return createdPage(rows, query, toProject);
}

export const findProject = (tx: Tx, id: string): Promise<ProjectRow | null> =>
  tx.project.findUnique({ where: { id }, select: columns });

/** The ids of those of these projects that exist, by slug and by id. */
export const findProjects = (tx: Tx, slugs: readonly string[], ids: readonly string[]) =>
  tx.project.findMany({
    where: { OR: [{ slug: { in: [...slugs] } }, { id: { in: [...ids] } }] },
    select: { id: true, slug: true },
  });

/**
 * Holds a project and its environments unchanged until the transaction ends, shared or exclusively.
 * It uses an advisory lock, which is fair: an exclusive holder is next after the current shared holders. With a row
 * lock, newcomers could share it for ever. The project is read by a later statement, because a statement sees what was
 * committed when it began to wait.
 */
export async function holdProject(tx: Tx, id: string, mode: "shared" | "exclusive"): Promise<void> {
  const key = lockKey(id);
  await (mode === "shared"
    ? tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(${key})`
    : tx.$executeRaw`SELECT pg_advisory_xact_lock(${key})`);
}

/** The advisory lock of a project. */
const lockKey = (projectId: string): bigint =>
  BigInt.asIntN(64, BigInt(`0x${projectId.replaceAll("-", "").slice(0, 16)}`));

/** The taken slugs that begin like this. */
export async function takenSlugs(tx: Tx, start: string): Promise<Set<string>> {
  const rows = await tx.project.findMany({ where: { slug: { startsWith: start } }, select: { slug: true } });
  return new Set(rows.map(({ slug }) => slug));
}

type NewProject = Pick<ProjectRow, "name" | "slug" | "environments" | "defaultEnvironment" | "samplesContexts">;

/** @returns undefined when the slug is taken, perhaps just now */
export async function insertProject(tx: Tx, project: NewProject): Promise<ProjectRow | undefined> {
  const now = new Date();
  const [row] = await tx.project.createManyAndReturn({
    data: [{ ...project, id: randomUUID(), createdAt: now, updatedAt: now }],
    skipDuplicates: true,
    select: columns,
  });
  return row;
}

/** Stores changed columns of a project that is held exclusively, with the current time. */
export async function updateProject(
  tx: Tx,
  row: ProjectRow,
  changed: ReturnType<typeof toProjectColumns>,
): Promise<ProjectRow> {
  const data = { ...changed, updatedAt: new Date() };
  await tx.project.update({ where: { id: row.id }, data, select: { id: true } });
  return { ...row, ...data };
}

/** Deletes a project with everything in it. */
export async function deleteProject(tx: Tx, id: string): Promise<void> {
  await tx.project.delete({ where: { id }, select: { id: true } });
}
