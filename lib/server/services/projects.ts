import type { Page } from "@/lib/contract/common";
import type { CreateProject, ListProjectsQuery, Project, UpdateProject } from "@/lib/contract/project";
import { unknownDefaultEnvironment } from "@/lib/contract/project";
import { assertFresh } from "../etag";
import { isSame } from "../patch";
import { badRequest, conflict, found, invalid } from "../service-error";
import { insertAudit } from "../store/audit";
import { forgetEnvironments } from "../store/environments";
import * as store from "../store/projects";
import { toProject, toProjectColumns } from "../store/projects";
import { environmentsWithRules } from "../store/rule-counts";
import { db, inTransaction, type Tx } from "../store/transaction";
import { withUnique } from "../store/unique";
import { forgetProjectRoles } from "../store/users";
import { firstFree, slugOf } from "./slug";
import { writeInProject } from "./write";
import type { WriteContext } from "./write-context";

const SLUG_TAKEN = "A project with this slug exists";

/** @param projectIds the projects the caller may see, or null for all. */
export const listProjects = (query: ListProjectsQuery, projectIds: readonly string[] | null): Promise<Page<Project>> =>
  store.listProjects(db(), query, projectIds);

/** @throws ServiceError 404 */
export const getProject = async (id: string): Promise<Project> => toProject(found(await store.findProject(db(), id)));

/** @throws ServiceError 409 when the slug is taken, 422 when the default environment is not one of the project's. */
export async function createProject(input: CreateProject, context: WriteContext): Promise<Project> {
  const defaultEnvironment = input.settings?.default_environment ?? input.environments[0] ?? "";
  assertDefaultEnvironment(input.environments, defaultEnvironment);
  const { name, environments } = input;
  const samplesContexts = input.settings?.sample_contexts ?? false;
  return inTransaction(async (tx) => {
    const insert = (slug: string) =>
      store.insertProject(tx, { name, slug, environments, defaultEnvironment, samplesContexts });
    const row = input.slug === undefined ? await insertWithFreeSlug(tx, name, insert) : await insert(input.slug);
    if (row === undefined) throw conflict(SLUG_TAKEN, { slug: ["Is taken"] });
    const project = toProject(row);
    const change = { resourceType: "project", resourceId: project.id, action: "project.created" } as const;
    await insertAudit(tx, project.id, context, [{ ...change, before: null, after: project }]);
    return project;
  });
}

/** Inserts with a slug made from the name, and adds a number when that is taken. */
async function insertWithFreeSlug(
  tx: Tx,
  name: string,
  insert: (slug: string) => Promise<store.ProjectRow | undefined>,
): Promise<store.ProjectRow> {
  const base = slugOf(name);
  for (;;) {
    // Each round sees what was committed before it, so a slug that another project took is not tried twice.
    const row = await insert(firstFree(base, await store.takenSlugs(tx, base)));
    if (row !== undefined) return row;
  }
}

/** @throws ServiceError 404, 409 for a taken slug or an environment that still has rules, 412, 422. */
export async function updateProject(id: string, input: UpdateProject, context: WriteContext): Promise<Project> {
  // Exclusively: a concurrent write to a rule must see the environments as they will be.
  return withUnique("slug", SLUG_TAKEN, () =>
    writeInProject(id, "exclusive", context, async ({ tx, readProject, record, touch }) => {
      const row = await readProject();
      const before = toProject(row);
      assertFresh(context.ifMatch, before);
      const columns = toProjectColumns(input);
      const { environments, defaultEnvironment } = { ...row, ...columns };
      assertDefaultEnvironment(environments, defaultEnvironment);
      const removed = row.environments.filter((name) => !environments.includes(name));
      await assertWithoutRules(tx, id, removed);
      if (isSame(toProject({ ...row, ...columns }), before)) return before;
      const after = toProject(await store.updateProject(tx, row, columns));
      touch(await forgetEnvironments(tx, id, removed));
      record({ resourceType: "project", resourceId: id, action: "project.updated", before, after });
      return after;
    }),
  );
}

/** Deletes a project with everything in it. @throws ServiceError 400 unless `confirm` is its slug, 404, 412. */
export async function deleteProject(id: string, confirm: string, context: WriteContext): Promise<void> {
  await writeInProject(id, "exclusive", context, async ({ tx, readProject, record }) => {
    const row = await readProject();
    const before = toProject(row);
    assertFresh(context.ifMatch, before);
    if (confirm !== row.slug) throw badRequest("confirm must be the project's slug");
    record({ resourceType: "project", resourceId: id, action: "project.deleted", before, after: null });
    await forgetProjectRoles(tx, id);
    await store.deleteProject(tx, id);
  });
}

function assertDefaultEnvironment(environments: readonly string[], name: string): void {
  if (environments.includes(name)) return;
  throw invalid({ "settings.default_environment": [unknownDefaultEnvironment(environments)] });
}

async function assertWithoutRules(tx: Tx, projectId: string, removed: string[]): Promise<void> {
  const used = await environmentsWithRules(tx, projectId, removed);
  if (used.length === 0) return;
  const names = used.join(", ");
  throw conflict(`Environments that have rules cannot be removed: ${names}`, {
    environments: [`Still have rules: ${names}`],
  });
}
