import type { ApiRequest } from "../exchange";
import { ServiceError } from "../service-error";
import { type ApiKeyRow, keyKindOf } from "../store/api-keys";
import { isKeyShaped } from "./api-keys";
import type { Caller } from "./caller";
import { noteKeyUse } from "./key-uses";
import { findKey, findKeyById, heldKey } from "./known-keys";
import { assertSameOrigin } from "./same-origin";
import { findSession } from "./sessions";
import { grantOf } from "./stream-tokens";

const unauthenticated = () => new ServiceError("unauthenticated", "Invalid or missing API key");

/**
 * The key that a request carries; undefined when it carries none. A malformed key is a key that nobody has. Another
 * scheme than Bearer is meant for somebody else (a proxy's password, say) and is ignored.
 */
function presentedKey(request: ApiRequest, takesKeyHeader: boolean): string | undefined {
  const bearer = bearerIn(request.header("authorization"));
  return bearer ?? (takesKeyHeader ? (request.header("x-api-key") ?? undefined) : undefined);
}

/** The key in an `authorization` header; undefined when the header names another scheme. */
export function bearerIn(authorization: string | null): string | undefined {
  if (authorization === null || !/^Bearer(?: |$)/i.test(authorization)) return undefined;
  return /^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? "";
}

/**
 * The caller of a request whose key is in memory, as it is for nearly every evaluation.
 * @returns undefined when the database has to be asked, or the request is to be refused
 */
export function knownCaller(request: ApiRequest, takesKeyHeader: boolean): Caller | undefined {
  const presented = presentedKey(request, takesKeyHeader);
  const key = presented !== undefined && isKeyShaped(presented) ? heldKey(presented) : undefined;
  return key && keyHolder(key);
}

/**
 * Finds the caller of a request: the holder of its key, or else of its session.
 * @param takesKeyHeader whether the key may also be in `X-API-Key`
 * @throws ServiceError 401, the same for every reason: missing, malformed, unknown, expired, revoked; 403 for a write
 * with a session that comes from another origin
 */
export async function authenticate(request: ApiRequest, takesKeyHeader: boolean): Promise<Caller> {
  const presented = presentedKey(request, takesKeyHeader);
  if (presented !== undefined) return holderOf(presented);
  const session = await findSession(request.header("cookie"));
  if (session === null) throw unauthenticated();
  assertSameOrigin(request);
  return session.caller;
}

/** The holder of a key. @throws ServiceError 401 */
export async function holderOf(presented: string): Promise<Caller> {
  const key = isKeyShaped(presented) ? await findKey(presented) : null;
  const holder = key === null ? undefined : keyHolder(key);
  if (holder === undefined) throw unauthenticated();
  return holder;
}

/**
 * The holder of the key for which a stream's token was made. @throws ServiceError 401 for a token that was not made
 * here, and for one whose key is deleted, revoked or expired.
 */
export async function authenticateStream({ search }: ApiRequest): Promise<Caller> {
  const grant = await grantOf(new URLSearchParams(search).get("stream") ?? "");
  const key = grant && (await findKeyById(grant.keyId));
  const holder = key && keyHolder(key);
  if (!holder) throw new ServiceError("unauthenticated", "Invalid or missing stream token");
  return holder;
}

/** @returns undefined when the key is revoked or expired */
function keyHolder(key: ApiKeyRow): Caller | undefined {
  if (key.revokedAt !== null) return undefined;
  if (key.expiresAt !== null && key.expiresAt.getTime() <= Date.now()) return undefined;
  noteKeyUse(key.id);
  return {
    actor: { type: "api_key", id: key.id, name: key.keyPrefix },
    name: key.name,
    role: null,
    projectRoles: {},
    mayChangeProtected: true,
    rateLimitKey: key.id,
    credential: { id: key.id, expiresAt: key.expiresAt?.getTime() ?? null },
    scopes: key.scopes,
    projectIds: key.isRestricted ? key.projectIds : null,
    environments: key.environments.length > 0 ? key.environments : null,
    isClient: keyKindOf(key) === "client",
    allowedOrigins: key.allowedOrigins.length > 0 ? key.allowedOrigins : null,
  };
}
