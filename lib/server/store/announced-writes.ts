import type { Actor } from "@/lib/contract/audit";
import type { AuditChange } from "./audit";
import type { Tx } from "./transaction";

/** The number of the latest entry; 0: there is none. */
export async function lastSequence(tx: Tx): Promise<number> {
  const { _max } = await tx.auditEntry.aggregate({ _max: { sequence: true } });
  return Number(_max.sequence ?? 0);
}

/** An entry as it is announced to instances. */
interface AnnouncedWrite {
  sequence: number;
  /** Null: it belongs to no project. */
  project: string | null;
  request_id: string;
  actor: Actor;
  changes: {
    resource_type: AuditChange["resourceType"];
    resource_id: string;
    flag_id: string | null;
    action: string;
  }[];
}

/** The entries after a number, in order, each in the form of the trigger of migration `announce_changes`. */
export const writesAfter = (tx: Tx, sequence: number): Promise<AnnouncedWrite[]> =>
  // In SQL, like the trigger, and without the resources, which may be megabytes.
  tx.$queryRaw<AnnouncedWrite[]>`
    SELECT a.sequence::float8 AS sequence, a.project_id AS project, a.request_id,
      json_build_object('type', a.actor_type, 'id', a.actor_id, 'name', coalesce(u.name, a.actor_name)) AS actor,
      json_build_array(json_build_object('resource_type', a.resource_type, 'resource_id', a.resource_id,
        'flag_id', a.flag_id, 'action', a.action)) AS changes
    FROM audit_entries a
    LEFT JOIN users u ON a.actor_type = 'user' AND u.id::text = a.actor_id
    WHERE a.sequence > ${sequence}::bigint ORDER BY a.sequence`;
