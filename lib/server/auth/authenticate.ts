import { ServiceError } from "../service-error";
import { isKeyShaped } from "./api-keys";
import type { Caller } from "./caller";
import { findKey, noteKeyUse } from "./known-keys";

const unauthenticated = () => new ServiceError("unauthenticated", "Invalid or missing API key");

const presentedKey = (headers: Headers): string | undefined =>
  /^Bearer +(\S+) *$/i.exec(headers.get("authorization") ?? "")?.[1];

/**
 * Finds out who a request comes from.
 * @throws ServiceError 401, the same for every reason: missing, malformed, unknown, expired, revoked.
 */
export const authenticate = async (headers: Headers): Promise<Caller> => {
  const presented = presentedKey(headers);
  if (presented === undefined || !isKeyShaped(presented)) throw unauthenticated();
  const key = await findKey(presented);
  if (key === null || key.revokedAt !== null) throw unauthenticated();
  if (key.expiresAt !== null && key.expiresAt.getTime() <= Date.now()) throw unauthenticated();
  noteKeyUse(key.id);
  return {
    actor: { type: "api_key", id: key.id, name: key.keyPrefix },
    rateLimitKey: key.id,
    scopes: key.scopes,
    projectIds: key.isRestricted ? key.projectIds : null,
  };
};
