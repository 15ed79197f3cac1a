import { randomUUID } from "node:crypto";
import type { Page } from "@/lib/contract/common";
import type { CreateProject, ListProjectsQuery, Project, UpdateProject } from "@/lib/contract/project";
import { unknownDefaultEnvironment } from "@/lib/contract/project";
import { readRows, sql } from "../db/sql";
import { inSqlTransaction, type SqlTx } from "../db/transaction";
import { assertFresh } from "../etag";
import { badRequest, conflict, invalid, notFound } from "../service-error";
import { forgetExpectations } from "./expectations";
import { createdAfter, createdPage, rowsToRead } from "./pages";
import { defined, isSame } from "./patch";
import { projectColumns, readProjectRows } from "./row-readers";
import { type ProjectRow, toProject } from "./rows";
import { withFreeSlug } from "./slug";
import { auditInsert } from "./trail";
import { withUnique } from "./unique";
import { writeInProject } from "./write";
import type { WriteContext } from "./write-context";

const SLUG_TAKEN = "A project with this slug exists";

/** @param projectIds the projects the caller may see, or null for all. */
export async function listProjects(
  query: ListProjectsQuery,
  projectIds: readonly string[] | null,
): Promise<Page<Project>> {
  const { rows = [] } = await readProjectRows(
    `SELECT *, xmin FROM projects
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
  const [row] = await readRows<ProjectRow>(sql`SELECT ${projectColumns} FROM projects WHERE id = ${id}`);
  if (row === undefined) throw notFound();
  return toProject(row);
}

/** @throws ServiceError 409 when the slug is taken, 422 when the default environment is none of the project's. */
export async function createProject(input: CreateProject, context: WriteContext): Promise<Project> {
  const defaultEnvironment = input.settings?.default_environment ?? input.environments[0] ?? "";
  assertDefaultEnvironment(input.environments, defaultEnvironment);
  return inSqlTransaction(async (tx) => {
    const insert = async (slug: string): Promise<ProjectRow | undefined> => {
      const [row] = await tx.rows<ProjectRow>(sql`
        INSERT INTO projects (id, name, slug, environments, default_environment)
        VALUES (${randomUUID()}, ${input.name}, ${slug}, ${input.environments}, ${defaultEnvironment})
        ON CONFLICT (slug) DO NOTHING
        RETURNING ${projectColumns}`);
      return row;
    };
    const row = input.slug === undefined ? await withFreeSlug(tx, input.name, insert) : await insert(input.slug);
    if (row === undefined) throw conflict(SLUG_TAKEN, { slug: ["Is taken"] });
    const project = toProject(row);
    const change = { resourceType: "project", resourceId: project.id, action: "project.created" } as const;
    await tx.rows(auditInsert(project.id, context, [{ ...change, before: null, after: project }]));
    return project;
  });
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
      const removed = row.environments.filter((name) => !environments.includes(name));
      await assertWithoutRules(tx, id, removed);
      const patched = { ...row, ...defined({ name: input.name, slug: input.slug }), environments, defaultEnvironment };
      if (isSame(toProject(patched), before)) return before;
      const next = { ...patched, updatedAt: new Date() };
      await tx.rows(sql`
        UPDATE projects SET name = ${next.name}, slug = ${next.slug}, environments = ${next.environments},
          default_environment = ${next.defaultEnvironment}, updated_at = ${next.updatedAt}
        WHERE id = ${id}`);
      await forgetExpectations(tx, id, removed);
      const after = toProject(next);
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
    await tx.rows(sql`DELETE FROM projects WHERE id = ${id}`);
  });
}

function assertDefaultEnvironment(environments: readonly string[], name: string): void {
  if (environments.includes(name)) return;
  throw invalid({ "settings.default_environment": [unknownDefaultEnvironment(environments)] });
}

async function assertWithoutRules(tx: SqlTx, projectId: string, removed: readonly string[]): Promise<void> {
  if (removed.length === 0) return;
  const used = await tx.rows<{ environment: string }>(sql`
    SELECT DISTINCT environment FROM rules JOIN flags ON flags.id = rules.flag_id
    WHERE flags.project_id = ${projectId} AND environment = ANY (${removed}) ORDER BY environment`);
  if (used.length === 0) return;
  const names = used.map(({ environment }) => environment).join(", ");
  throw conflict(`Environments that have rules cannot be removed: ${names}`, {
    environments: [`Still have rules: ${names}`],
  });
}
