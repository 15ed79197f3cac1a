import type { CreatedKey, CreateKeyBody, Key } from "@/lib/contract/key";
import type { Caller } from "../auth/caller";
import { forbidden, notFound } from "../service-error";
import { findKeyProjects } from "../store/api-keys";
import type { AuditContext } from "../store/audit";
import { db } from "../store/transaction";
import { createKey, listKeys } from "./keys";

type Admin = Pick<Caller, "role" | "projectRoles">;

/**
 * Whether a person may manage a key: as an admin of all projects, or when the key is limited to projects that they
 * administer.
 */
function isManagedBy({ role, projectRoles }: Admin, projectIds: readonly string[] | null): boolean {
  if (role === "admin") return true;
  // A key whose projects were all deleted belongs to no project.
  return projectIds !== null && projectIds.length > 0 && projectIds.every((id) => projectRoles[id] === "admin");
}

/** The keys that a person may manage, oldest first. */
export const listManagedKeys = async (caller: Admin): Promise<Key[]> =>
  (await listKeys()).filter(({ project_ids: projectIds }) => isManagedBy(caller, projectIds));

/**
 * As `createKey`, for an API request. The key itself is beside the data that may be shown again.
 * @throws ServiceError 403 for a key that would cover more than the person's projects
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

/** @throws ServiceError 404 for a key that does not exist, or that the person may not manage */
export async function assertManagedKey(id: string, caller: Admin): Promise<void> {
  // Whether the key exists is found out where it is locked.
  if (caller.role === "admin") return;
  const projectIds = await findKeyProjects(db(), id);
  if (projectIds === undefined || !isManagedBy(caller, projectIds)) throw notFound();
}
