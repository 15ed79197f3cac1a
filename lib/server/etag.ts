import { hash } from "node:crypto";
import { ServiceError } from "./service-error";

/** A strong tag for a representation: the same JSON text has the same tag, on every instance. */
export const etagOf = (json: string): string => `"${hash("sha1", json, "base64url")}"`;

const listed = (header: string): string[] => header.split(",").map((tag) => tag.trim());

/** Whether a GET may be answered with 304: the weak comparison of RFC 9110, 13.1.2. */
export const isUnchanged = (ifNoneMatch: string | null, etag: string): boolean =>
  ifNoneMatch !== null && listed(ifNoneMatch).some((tag) => tag === "*" || tag.replace(/^W\//, "") === etag);

/**
 * Refuses a write that began on an older state than the stored one. Call it inside the transaction, with the row locked.
 * @param ifMatch the request's If-Match, or null when it set no condition.
 * @throws ServiceError `stale`, with the current representation.
 */
export function assertFresh(ifMatch: string | null, current: unknown): void {
  if (ifMatch === null) return;
  const etag = etagOf(JSON.stringify(current));
  // Strong comparison (RFC 9110, 13.1.1): a weak tag never matches.
  if (listed(ifMatch).some((tag) => tag === "*" || tag === etag)) return;
  throw new ServiceError("stale", "The resource has changed since it was read", { current });
}
