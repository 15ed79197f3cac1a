import { idSchema } from "@/lib/contract/common";
import type { Key } from "@/lib/contract/key";
import type { KeyKind } from "@/lib/contract/key-kind";
import type { Scope } from "@/lib/contract/scope";
import { generateKey } from "../auth/api-keys";
import { conflict, found, invalid } from "../service-error";
import * as store from "../store/api-keys";
import type { AuditContext } from "../store/audit";
import { announce } from "../store/notices";
import { findProjects } from "../store/projects";
import { db, type Tx } from "../store/transaction";
import { write } from "./write";

export interface CreateKey {
  name: string;
  /** Default: a server key. */
  kind?: KeyKind;
  scopes: readonly Scope[];
  /** Limits the key to these projects, by slug or by id. Without both: every project, also future ones. */
  projectSlugs?: readonly string[];
  projectIds?: readonly string[];
  /** Limits it to environments with these names. */
  environments?: readonly string[];
  /** For a client key: limits it to pages of these origins. */
  allowedOrigins?: readonly string[];
  expiresAt?: Date;
}

/**
 * Makes a key. Only this answer contains `key`, and it is not stored: a lost key has to be replaced.
 * @throws ServiceError `invalid` for an unknown project, or an expiry in the past
 */
export async function createKey(input: CreateKey, context: AuditContext): Promise<{ key: string; summary: Key }> {
  if (input.expiresAt && input.expiresAt.getTime() <= Date.now()) {
    throw invalid({ expires_at: ["Must be in the future"] });
  }
  const { key, keyHash, keyPrefix } = generateKey();
  return write(context, async ({ tx, record }) => {
    const projectIds = await allowedProjects(tx, input);
    const summary = await store.insertKey(tx, {
      name: input.name,
      keyHash,
      keyPrefix,
      kind: input.kind ?? "server",
      scopes: [...input.scopes],
      isRestricted: input.projectSlugs !== undefined || input.projectIds !== undefined,
      projectIds,
      environments: [...(input.environments ?? [])],
      allowedOrigins: [...(input.allowedOrigins ?? [])],
      expiresAt: input.expiresAt ?? null,
      replaces: null,
    });
    record({ ...keyIdentity(summary), action: "api_key.created", before: null, after: summary });
    return { key, summary };
  });
}

/** Every key that was ever made, oldest first. */
export const listKeys = (): Promise<Key[]> => store.listKeys(db());

/**
 * Ends a key, at once on every instance that hears the change feed. Repeating it changes nothing.
 * @param prefixOrId its first 12 characters, or its id
 * @throws ServiceError `not_found`; `conflict` when several live keys begin like that
 */
export async function revokeKey(prefixOrId: string, context: AuditContext): Promise<Key> {
  return write(context, async ({ tx, record }) => {
    const id = await lockOneKey(tx, prefixOrId);
    const before = await store.findLockedKey(tx, id);
    if (before.revoked_at !== null) return before;
    const after = await store.revokeKey(tx, id);
    record({ ...keyIdentity(after), action: "api_key.revoked", before, after });
    await announce(tx, { type: "key", id });
    return after;
  });
}

async function allowedProjects(tx: Tx, { projectSlugs = [], projectIds = [] }: CreateKey): Promise<string[]> {
  if (projectSlugs.length === 0 && projectIds.length === 0) return [];
  const projects = await findProjects(tx, projectSlugs, projectIds);
  const missingSlugs = projectSlugs.filter((slug) => !projects.some((project) => project.slug === slug));
  if (missingSlugs.length > 0) throw invalid({ projects: missingSlugs.map((slug) => `There is no project "${slug}"`) });
  const missingIds = projectIds.filter((id) => !projects.some((project) => project.id === id));
  if (missingIds.length > 0) throw invalid({ project_ids: missingIds.map((id) => `There is no project ${id}`) });
  return projects.map(({ id }) => id);
}

/**
 * Locks a key, so that two calls that end it write one entry. A key that was revoked earlier is found last.
 * @throws ServiceError 404, 409 as `revokeKey`
 */
export async function lockOneKey(tx: Tx, prefixOrId: string): Promise<string> {
  const id = idSchema.safeParse(prefixOrId);
  const locked = await store.lockKeys(tx, id.success ? { id: id.data } : { prefix: prefixOrId });
  const live = locked.filter(({ isLive }) => isLive);
  if (live.length > 1) throw conflict("Several keys begin like that", { ids: live.map((key) => key.id) });
  return found(live[0] ?? locked[0]).id;
}

export const keyIdentity = ({ id }: Pick<Key, "id">) => ({ resourceType: "api_key", resourceId: id }) as const;
