import { randomUUID } from "node:crypto";
import { toTimestamp } from "@/lib/contract/common";
import type { Key } from "@/lib/contract/key";
import type { KeyKind } from "@/lib/contract/key-kind";
import { Prisma, type ApiKey as StoredApiKey } from "../db/generated/client";
import type { Tx } from "./transaction";

export type ApiKeyRow = StoredApiKey;

/** Every column but the hash. */
const shownColumns = {
  id: true,
  name: true,
  keyPrefix: true,
  kind: true,
  scopes: true,
  isRestricted: true,
  projectIds: true,
  environments: true,
  allowedOrigins: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
  replacedAt: true,
  replaces: true,
  createdAt: true,
} as const satisfies Prisma.ApiKeySelect;

type ShownRow = Prisma.ApiKeyGetPayload<{ select: typeof shownColumns }>;

/** The kind of a key; a key from before there were kinds is a server key. */
export const keyKindOf = ({ kind }: Pick<ApiKeyRow, "kind">): KeyKind => (kind === "client" ? "client" : "server");

/** A key without the key itself and its hash, so that it may be shown again. */
function toKey(row: ShownRow): Key {
  const timestamp = (instant: Date | null) => (instant === null ? null : toTimestamp(instant));
  return {
    id: row.id,
    name: row.name,
    key_prefix: row.keyPrefix,
    kind: row.kind === null ? null : keyKindOf(row),
    scopes: row.scopes,
    project_ids: row.isRestricted ? row.projectIds : null,
    environments: row.environments.length === 0 ? null : row.environments,
    allowed_origins: row.allowedOrigins.length === 0 ? null : row.allowedOrigins,
    expires_at: timestamp(row.expiresAt),
    last_used_at: timestamp(row.lastUsedAt),
    revoked_at: timestamp(row.revokedAt),
    replaced_at: timestamp(row.replacedAt),
    replaces: row.replaces,
    created_at: toTimestamp(row.createdAt),
  };
}

/** Every key that was ever made, oldest first. */
export async function listKeys(tx: Tx): Promise<Key[]> {
  const rows = await tx.apiKey.findMany({
    select: shownColumns,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(toKey);
}

/** The columns of a new key. */
export type NewKey = Omit<ApiKeyRow, "id" | "lastUsedAt" | "revokedAt" | "replacedAt" | "createdAt">;

export async function insertKey(tx: Tx, key: NewKey): Promise<Key> {
  return toKey(await tx.apiKey.create({ data: { ...key, id: randomUUID() }, select: shownColumns }));
}

/**
 * Finds keys by their first characters, or one by its id, and locks them until the transaction ends. Prisma has no call
 * for a row lock.
 */
export const lockKeys = (tx: Tx, sought: { id: string } | { prefix: string }) =>
  "id" in sought
    ? tx.$queryRaw<{ id: string; isLive: boolean }[]>`
        SELECT id, revoked_at IS NULL AS "isLive" FROM api_keys WHERE id = ${sought.id}::uuid FOR UPDATE`
    : tx.$queryRaw<{ id: string; isLive: boolean }[]>`
        SELECT id, revoked_at IS NULL AS "isLive" FROM api_keys WHERE key_prefix = ${sought.prefix} FOR UPDATE`;

/** A key that is locked. */
export async function findLockedKey(tx: Tx, id: string): Promise<Key> {
  return toKey(await tx.apiKey.findUniqueOrThrow({ where: { id }, select: shownColumns }));
}

export async function revokeKey(tx: Tx, id: string): Promise<Key> {
  return toKey(await tx.apiKey.update({ where: { id }, data: { revokedAt: new Date() }, select: shownColumns }));
}

/** Records that another key replaces this one, which is valid until then. */
export async function replaceKey(tx: Tx, id: string, expiresAt: Date): Promise<Key> {
  const data = { replacedAt: new Date(), expiresAt };
  return toKey(await tx.apiKey.update({ where: { id }, data, select: shownColumns }));
}

/** The row by which an instance judges a caller, found by the key's hash or its id. */
export const findKeyRow = (
  tx: Tx,
  where: { keyHash: Uint8Array<ArrayBuffer> } | { id: string },
): Promise<ApiKeyRow | null> => tx.apiKey.findUnique({ where });

/** The projects that a key is limited to, null for all; undefined when there is no such key. */
export async function findKeyProjects(tx: Tx, id: string): Promise<string[] | null | undefined> {
  const row = await tx.apiKey.findUnique({ where: { id }, select: { isRestricted: true, projectIds: true } });
  if (row === null) return undefined;
  return row.isRestricted ? row.projectIds : null;
}

export const findKeyRows = (tx: Tx, ids: string[]): Promise<ApiKeyRow[]> =>
  tx.apiKey.findMany({ where: { id: { in: ids } } });

/** A page of the keys that are valid now, by id. */
export const liveKeyRows = (tx: Tx, afterId: string | undefined, take: number): Promise<ApiKeyRow[]> =>
  tx.apiKey.findMany({
    where: {
      revokedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }],
      ...(afterId !== undefined && { id: { gt: afterId } }),
    },
    orderBy: { id: "asc" },
    take,
  });

/** Stores when keys were last used. */
export async function noteKeyUses(tx: Tx, uses: readonly (readonly [id: string, at: Date])[]): Promise<void> {
  // In SQL because of SKIP LOCKED: a row that is locked is being noted or revoked, and its use is noted next time.
  await tx.$executeRaw`
    WITH used AS (
      SELECT k.id, u.at FROM api_keys k
      JOIN unnest(${uses.map(([id]) => id)}::uuid[], ${uses.map(([, at]) => at)}::timestamptz[]) AS u(id, at)
        ON u.id = k.id
      ORDER BY k.id FOR UPDATE OF k SKIP LOCKED)
    UPDATE api_keys k SET last_used_at = used.at FROM used WHERE k.id = used.id`;
}

/** The columns of a key, in order of their names. */
export const keyColumns: readonly string[] = Object.keys(Prisma.ApiKeyScalarFieldEnum).sort();
