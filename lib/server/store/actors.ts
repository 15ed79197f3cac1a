import { type Actor, actorSchema } from "@/lib/contract/audit";
import { idSchema } from "@/lib/contract/common";
import type { AuditEntry } from "../db/generated/client";
import { CorruptRowError } from "../service-error";
import type { Tx } from "./transaction";

/** Who acted, in an audit entry's columns. */
export type ActorColumns = Pick<AuditEntry, "actorType" | "actorId" | "actorName">;

/** Names by the ids of people and keys. */
export type CurrentNames = ReadonlyMap<string, string>;

const isId = (text: string | null): text is string => idSchema.safeParse(text).success;

/** The current names of the people and keys behind these entries. */
export async function currentNames(tx: Tx, rows: readonly ActorColumns[]): Promise<CurrentNames> {
  // The column is text: an id is looked up only where it can be one.
  const idsOf = (type: string) => {
    const ids = new Set(rows.flatMap(({ actorType, actorId }) => (actorType === type ? (actorId ?? []) : [])));
    return [...ids].filter(isId);
  };
  const known = (type: string) => ({ where: { id: { in: idsOf(type) } }, select: { id: true, name: true } });
  const found = [await tx.user.findMany(known("user")), await tx.apiKey.findMany(known("api_key"))];
  return new Map(found.flat().map(({ id, name }) => [id, name]));
}

/** Who acted, in the API's form. @throws CorruptRowError */
export function toActor(row: ActorColumns & Pick<AuditEntry, "id">, names: CurrentNames): Actor {
  const displayName = names.get(row.actorId ?? "");
  const actor = actorSchema.safeParse({ type: row.actorType, id: row.actorId, name: row.actorName });
  if (!actor.success) throw new CorruptRowError("audit_entries", row.id, `actor_type ${row.actorType}`);
  return { ...actor.data, ...(displayName !== undefined && { display_name: displayName }) };
}
