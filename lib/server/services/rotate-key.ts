import type { CreatedKey, RotateKey } from "@/lib/contract/key";
import { generateKey } from "../auth/api-keys";
import { conflict, found } from "../service-error";
import * as store from "../store/api-keys";
import type { AuditContext } from "../store/audit";
import { announce } from "../store/notices";
import type { Tx } from "../store/transaction";
import { keyIdentity, lockOneKey } from "./keys";
import { write } from "./write";

const HOUR_MS = 3_600_000;

/**
 * Makes a key that replaces another one, which stays valid during the overlap and then stops by itself. Every instance
 * is told when. An instance that misses the notice trusts the key for an hour, which is no longer than the shortest
 * overlap except none.
 * @param prefixOrId as for `revokeKey`
 * @throws ServiceError 404; 409 for a key that is no longer valid
 */
export async function rotateKey(
  prefixOrId: string,
  { overlap_hours }: RotateKey,
  context: AuditContext,
): Promise<CreatedKey> {
  const { key, ...stored } = generateKey();
  return write(context, async ({ tx, record }) => {
    const now = Date.now();
    const id = await lockOneKey(tx, prefixOrId);
    const old = await findLiveKey(tx, id, now);
    const before = await store.findLockedKey(tx, id);
    const successor = await store.insertKey(tx, { ...successorOf(old, now), ...stored });
    const end = now + overlap_hours * HOUR_MS;
    const after = await store.replaceKey(tx, id, new Date(Math.min(end, old.expiresAt?.getTime() ?? end)));
    record({ ...keyIdentity(successor), action: "api_key.created", before: null, after: successor });
    record({ ...keyIdentity(after), action: "api_key.replaced", before, after });
    await announce(tx, { type: "key", id });
    return { ...successor, key };
  });
}

async function findLiveKey(tx: Tx, id: string, now: number): Promise<store.ApiKeyRow> {
  const key = found(await store.findKeyRow(tx, { id }));
  const hasExpired = key.expiresAt !== null && key.expiresAt.getTime() <= now;
  if (key.revokedAt !== null || hasExpired) throw conflict("The key works no longer: make another one");
  return key;
}

/** A key with the same permissions and a lifetime as long as the old key's. */
function successorOf(old: store.ApiKeyRow, now: number): Omit<store.NewKey, "keyHash" | "keyPrefix"> {
  const { name, scopes, isRestricted, projectIds, environments, allowedOrigins, createdAt, expiresAt } = old;
  const kind = store.keyKindOf(old);
  const lifetime = expiresAt === null ? null : expiresAt.getTime() - createdAt.getTime();
  return {
    ...{ name, kind, scopes, isRestricted, projectIds, environments, allowedOrigins },
    expiresAt: lifetime === null ? null : new Date(now + lifetime),
    replaces: old.id,
  };
}
