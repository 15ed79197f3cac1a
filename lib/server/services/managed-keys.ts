import type { CreatedKey, CreateKeyBody, Key } from "@/lib/contract/key";
import type { Caller } from "../auth/caller";
import { forbidden, notFound } from "../service-error";
import { findKeyProjects } from "../store/api-keys";
import type { AuditContext } from "../store/audit";
import { db } from "../store/transaction";
import { createKey, listKeys } from "./keys";

type Admin = Pick<Caller, "role" | "projectRoles">;

/** Whether a key is a person's to manage: an admin's of all projects, or limited to projects that they administer. */
function isManagedBy({ role, projectRoles }: Admin, projectIds: readonly string[] | null): boolean {
  if (role === "admin") return true;
  // One that was for projects that are deleted is of no project.
  return projectIds !== null && projectIds.length > 0 && projectIds.every((id) => projectRoles[id] === "admin");
}

/** The keys that a person manages, oldest first. */
export const listManagedKeys = async (caller: Admin): Promise<Key[]> =>
  (await listKeys()).filter(({ project_ids: projectIds }) => isManagedBy(caller, projectIds));

/**
 * As `createKey`, for what a request asks. The key itself stands beside what may be shown again.
 * @throws ServiceError 403 for a key that would be for more than the person's projects
 */
export async function issueKey(body: CreateKeyBody, caller: Admin, context: AuditContext): Promise<CreatedKey> {
  const { name, kind, scopes, project_ids: projectIds, environments, expires_at: expiresAt } = body;
  if (!isManagedBy(caller, projectIds)) throw forbidden();
  const { key, summary } = await createKey(
    {
      name,
      kind,
      scopes,
      ...(environments !== null && { environments }),
      ...(body.allowed_origins !== null && { allowedOrigins: body.allowed_origins }),
      ...(projectIds !== null && { projectIds }),
      ...(expiresAt !== null && { expiresAt: new Date(expiresAt) }),
    },
    context,
  );
  return { ...summary, key };
}

/** @throws ServiceError 404 for a key that is not there, or not the person's to manage */
export async function assertManagedKey(id: string, caller: Admin): Promise<void> {
  // Whether there is such a key is found out where it is locked.
  if (caller.role === "admin") return;
  const projectIds = await findKeyProjects(db(), id);
  if (projectIds === undefined || !isManagedBy(caller, projectIds)) throw notFound();
}
