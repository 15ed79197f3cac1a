import { notFound } from "../service-error";
import type { FlagRow } from "./rows";
import type { Tx } from "./write";

/**
 * Locks a flag for the rest of the transaction: whoever changes it or the order of its rules waits here.
 * @throws ServiceError 404 when it has gone meanwhile.
 */
export async function lockFlag(tx: Tx, id: string): Promise<FlagRow> {
  const [row] = await tx.$queryRaw<FlagRow[]>`
    SELECT id, project_id AS "projectId", key, name, description, flag_type AS "flagType",
           default_value AS "defaultValue", enabled, status, tags, scheduled_at AS "scheduledAt",
           created_at AS "createdAt", updated_at AS "updatedAt"
    FROM flags WHERE id = ${id}::uuid FOR UPDATE`;
  if (row === undefined) throw notFound();
  return row;
}
