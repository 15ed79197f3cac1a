import { randomUUID } from "node:crypto";
import { toTimestamp } from "@/lib/contract/common";
import type { CreatedKey, CreateKeyBody } from "@/lib/contract/key";
import type { Scope } from "@/lib/contract/scope";
import { generateKey } from "../auth/api-keys";
import { getDb } from "../db/client";
import type { Prisma } from "../db/generated/client";
import { conflict, invalid, notFound } from "../service-error";
import { inTransaction, type Tx, writeAudit } from "./write";
import type { WriteContext } from "./write-context";

export interface CreateKey {
  name: string;
  scopes: readonly Scope[];
  /** Limits the key to these projects, by slug or by id. Neither: every project, also those to come. */
  projectSlugs?: readonly string[];
  projectIds?: readonly string[];
  expiresAt?: Date;
}

/** A key as it may be shown again and again: never the key itself, nor its hash. */
export interface KeySummary {
  id: string;
  name: string;
  key_prefix: string;
  scopes: string[];
  /** The ids of the projects that it is limited to; null: every project. */
  project_ids: string[] | null;
  expires_at: string | null;
  last_used_at: string | null;
  revoked_at: string | null;
  created_at: string;
}

type KeyContext = Pick<WriteContext, "actor" | "requestId">;

/** Everything but the hash. */
const shownColumns = {
  id: true,
  name: true,
  keyPrefix: true,
  scopes: true,
  isRestricted: true,
  projectIds: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
  createdAt: true,
} as const satisfies Prisma.ApiKeySelect;

type KeyRow = Prisma.ApiKeyGetPayload<{ select: typeof shownColumns }>;

/**
 * Makes a key. `key` is in no other answer and in no store: whoever loses it makes another.
 *
 * @throws ServiceError `invalid` for a project that there is not, or an expiry that has passed
 */
export async function createKey(input: CreateKey, context: KeyContext): Promise<{ key: string; summary: KeySummary }> {
  if (input.expiresAt && input.expiresAt.getTime() <= Date.now()) {
    throw invalid({ expires_at: ["Must be in the future"] });
  }
  const { key, keyHash, keyPrefix } = generateKey();
  return inTransaction(async (tx) => {
    const projectIds = await findProjects(tx, input);
    const row = await tx.apiKey.create({
      data: {
        id: randomUUID(),
        name: input.name,
        keyHash,
        keyPrefix,
        scopes: [...input.scopes],
        isRestricted: input.projectSlugs !== undefined || input.projectIds !== undefined,
        projectIds,
        expiresAt: input.expiresAt ?? null,
      },
      select: shownColumns,
    });
    const summary = toSummary(row);
    await record(tx, context, "api_key.created", null, summary);
    return { key, summary };
  });
}

/** As `createKey`, for what a request asks. The key itself stands beside what may be shown again. */
export async function issueKey(body: CreateKeyBody, context: KeyContext): Promise<CreatedKey> {
  const { name, scopes, project_ids: projectIds, expires_at: expiresAt } = body;
  const { key, summary } = await createKey(
    {
      name,
      scopes,
      ...(projectIds !== null && { projectIds }),
      ...(expiresAt !== null && { expiresAt: new Date(expiresAt) }),
    },
    context,
  );
  return { ...summary, key };
}

/** Every key that was ever made, oldest first. */
export async function listKeys(): Promise<KeySummary[]> {
  const rows = await getDb().prisma.apiKey.findMany({
    select: shownColumns,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(toSummary);
}

/**
 * Ends a key, at once on every instance that hears the change feed. Doing so again changes nothing.
 *
 * @param prefixOrId its first 12 characters, or its id
 * @throws ServiceError `not_found`; `conflict` when several live keys begin like that
 */
export async function revokeKey(prefixOrId: string, context: KeyContext): Promise<KeySummary> {
  return inTransaction(async (tx) => {
    const id = await findKeyId(tx, prefixOrId);
    const before = await tx.apiKey.findUniqueOrThrow({ where: { id }, select: shownColumns });
    if (before.revokedAt) return toSummary(before);
    const after = await tx.apiKey.update({ where: { id }, data: { revokedAt: new Date() }, select: shownColumns });
    await record(tx, context, "api_key.revoked", toSummary(before), toSummary(after));
    const notice = JSON.stringify({ type: "key", id });
    await tx.$queryRaw`SELECT pg_notify('guidon', ${notice})::text`;
    return toSummary(after);
  });
}

async function findProjects(tx: Tx, { projectSlugs = [], projectIds = [] }: CreateKey): Promise<string[]> {
  if (projectSlugs.length === 0 && projectIds.length === 0) return [];
  const projects = await tx.project.findMany({
    where: { OR: [{ slug: { in: [...projectSlugs] } }, { id: { in: [...projectIds] } }] },
    select: { id: true, slug: true },
  });
  const missingSlugs = projectSlugs.filter((slug) => !projects.some((project) => project.slug === slug));
  if (missingSlugs.length > 0) throw invalid({ projects: missingSlugs.map((slug) => `There is no project "${slug}"`) });
  const missingIds = projectIds.filter((id) => !projects.some((project) => project.id === id));
  if (missingIds.length > 0) throw invalid({ project_ids: missingIds.map((id) => `There is no project ${id}`) });
  return projects.map(({ id }) => id);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Locks the row, so that two who revoke write one entry. A key that was revoked before is found last. */
async function findKeyId(tx: Tx, prefixOrId: string): Promise<string> {
  const found = UUID.test(prefixOrId)
    ? await tx.$queryRaw<{ id: string; isLive: boolean }[]>`
        SELECT id, revoked_at IS NULL AS "isLive" FROM api_keys WHERE id = ${prefixOrId}::uuid FOR UPDATE`
    : await tx.$queryRaw<{ id: string; isLive: boolean }[]>`
        SELECT id, revoked_at IS NULL AS "isLive" FROM api_keys WHERE key_prefix = ${prefixOrId} FOR UPDATE`;
  const live = found.filter(({ isLive }) => isLive);
  if (live.length > 1) throw conflict("Several keys begin like that", { ids: live.map(({ id }) => id) });
  const key = live[0] ?? found[0];
  if (!key) throw notFound();
  return key.id;
}

function toSummary(row: KeyRow): KeySummary {
  const timestamp = (instant: Date | null) => (instant === null ? null : toTimestamp(instant));
  return {
    id: row.id,
    name: row.name,
    key_prefix: row.keyPrefix,
    scopes: row.scopes,
    project_ids: row.isRestricted ? row.projectIds : null,
    expires_at: timestamp(row.expiresAt),
    last_used_at: timestamp(row.lastUsedAt),
    revoked_at: timestamp(row.revokedAt),
    created_at: toTimestamp(row.createdAt),
  };
}

/** Keys belong to the installation, so their entries have no project. */
function record(tx: Tx, context: KeyContext, action: string, before: KeySummary | null, after: KeySummary) {
  return writeAudit(tx, null, context, [{ resourceType: "api_key", resourceId: after.id, action, before, after }]);
}
