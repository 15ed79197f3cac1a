import { randomUUID } from "node:crypto";
import type { Page } from "@/lib/contract/common";
import type { CreateProject, ListProjectsQuery, Project, UpdateProject } from "@/lib/contract/project";
import { getDb } from "../db/client";
import { assertFresh } from "../etag";
import { badRequest, conflict, invalid, notFound } from "../service-error";
import { createdAfter, createdPage, rowsToRead } from "./pages";
import { defined, isSame } from "./patch";
import { readProjectRows } from "./row-readers";
import { type ProjectRow, toProject } from "./rows";
import { withUnique } from "./unique";
import { inTransaction, type Tx, writeAudit, writeInProject } from "./write";
import type { WriteContext } from "./write-context";

const SLUG_TAKEN = "A project with this slug exists";

const PROJECT_COLUMNS = {
  id: true,
  name: true,
  slug: true,
  environments: true,
  defaultEnvironment: true,
  createdAt: true,
  updatedAt: true,
} as const satisfies Record<keyof ProjectRow, true>;

/** @param projectIds the projects the caller may see, or null for all. */
export async function listProjects(
  query: ListProjectsQuery,
  projectIds: readonly string[] | null,
): Promise<Page<Project>> {
  const rows = await readProjectRows(
    `SELECT * FROM projects
     WHERE ($1::uuid[] IS NULL OR id = ANY ($1))
       AND ($2::text IS NULL OR slug = $2)
       AND ($3::timestamptz IS NULL OR (created_at, id) > ($3, $4::uuid))
     ORDER BY created_at, id LIMIT $5`,
    [projectIds, query.slug ?? null, ...createdAfter(query), rowsToRead(query)],
  );
  return createdPage(rows, query, toProject);
}

/** @throws ServiceError 404 */
export async function getProject(id: string): Promise<Project> {
  const row = await getDb().prisma.project.findUnique({ where: { id }, select: PROJECT_COLUMNS });
  if (row === null) throw notFound();
  return toProject(row);
}

/** @throws ServiceError 409 when the slug is taken, 422 when the default environment is none of the project's. */
export async function createProject(input: CreateProject, context: WriteContext): Promise<Project> {
  const defaultEnvironment = input.settings?.default_environment ?? input.environments[0] ?? "";
  assertDefaultEnvironment(input.environments, defaultEnvironment);
  return withUnique("slug", SLUG_TAKEN, () =>
    inTransaction(async (tx) => {
      const row = await tx.project.create({
        data: {
          id: randomUUID(),
          name: input.name,
          slug: input.slug ?? (await freeSlug(tx, input.name)),
          environments: input.environments,
          defaultEnvironment,
        },
        select: PROJECT_COLUMNS,
      });
      const project = toProject(row);
      await writeAudit(tx, project.id, context, [
        { resourceType: "project", resourceId: project.id, action: "project.created", before: null, after: project },
      ]);
      return project;
    }),
  );
}

/** @throws ServiceError 404, 409 for a taken slug or an environment that still has rules, 412, 422. */
export async function updateProject(id: string, input: UpdateProject, context: WriteContext): Promise<Project> {
  // Alone: whoever writes a rule meanwhile must see the environments as they will be.
  return withUnique("slug", SLUG_TAKEN, () =>
    writeInProject(id, "exclusive", context, async ({ tx, project: row, record }) => {
      const before = toProject(row);
      assertFresh(context.ifMatch, before);
      const environments = input.environments ?? row.environments;
      const defaultEnvironment = input.settings?.default_environment ?? row.defaultEnvironment;
      assertDefaultEnvironment(environments, defaultEnvironment);
      await assertWithoutRules(
        tx,
        id,
        row.environments.filter((name) => !environments.includes(name)),
      );
      const changed = { ...defined({ name: input.name, slug: input.slug }), environments, defaultEnvironment };
      if (isSame(toProject({ ...row, ...changed }), before)) return before;
      const after = toProject(
        await tx.project.update({
          where: { id },
          data: { ...changed, updatedAt: new Date() },
          select: PROJECT_COLUMNS,
        }),
      );
      record({ resourceType: "project", resourceId: id, action: "project.updated", before, after });
      return after;
    }),
  );
}

/** Deletes a project and all that is in it. @throws ServiceError 400 unless `confirm` is its slug, 404, 412. */
export async function deleteProject(id: string, confirm: string, context: WriteContext): Promise<void> {
  await writeInProject(id, "exclusive", context, async ({ tx, project: row, record }) => {
    const before = toProject(row);
    assertFresh(context.ifMatch, before);
    if (confirm !== row.slug) throw badRequest("confirm must be the project's slug");
    record({ resourceType: "project", resourceId: id, action: "project.deleted", before, after: null });
    await tx.project.delete({ where: { id }, select: { id: true } });
  });
}

function assertDefaultEnvironment(environments: readonly string[], name: string): void {
  if (environments.includes(name)) return;
  throw invalid({ "settings.default_environment": [`Must be one of: ${environments.join(", ")}`] });
}

async function assertWithoutRules(tx: Tx, projectId: string, removed: readonly string[]): Promise<void> {
  if (removed.length === 0) return;
  const used = await tx.rule.groupBy({
    by: ["environment"],
    where: { flag: { projectId }, environment: { in: [...removed] } },
    orderBy: { environment: "asc" },
  });
  if (used.length === 0) return;
  const names = used.map(({ environment }) => environment).join(", ");
  throw conflict(`Environments that have rules cannot be removed: ${names}`, {
    environments: [`Still have rules: ${names}`],
  });
}

/** A slug from a name: its ASCII letters and digits, and a number when that is taken. */
async function freeSlug(tx: Tx, name: string): Promise<string> {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 50)
    .replace(/^-+|-+$/g, "");
  const base = plain === "" ? "project" : plain;
  const taken = await tx.project.findMany({ where: { slug: { startsWith: base } }, select: { slug: true } });
  const slugs = new Set(taken.map(({ slug }) => slug));
  if (!slugs.has(base)) return base;
  let number = 2;
  while (slugs.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}
