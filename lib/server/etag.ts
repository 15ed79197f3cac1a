import { hash } from "node:crypto";
import { ServiceError } from "./service-error";

/** A strong entity tag for a representation: equal JSON text has the same tag on every instance. */
export const etagOf = (json: string): string => `"${hash("sha1", json, "base64url")}"`;

/**
 * Whether a conditional header contains the tag. Proxies that compress rewrite tags (nginx to `W/"tag"`, Apache to
 * `"tag-gzip"`), and clients send them back like that. Our tag is a hash of the whole representation, so it is valid in
 * every encoding, and only the token inside is compared.
 */
function names(header: string, etag: string): boolean {
  const token = withoutWeakness(etag);
  return header.split(",").some((each) => {
    const tag = withoutWeakness(each.trim());
    return tag === "*" || tag === token || tag.replace(ENCODED, '"') === token;
  });
}

const withoutWeakness = (tag: string): string => (tag.startsWith("W/") ? tag.slice(2) : tag);

/** What Apache and others append to a tag's token for an encoding. */
const ENCODED = /[-;](?:gzip|br|deflate|zstd)"$/;

/** Whether a GET may be answered with 304. */
export const isUnchanged = (ifNoneMatch: string | null, etag: string): boolean =>
  ifNoneMatch !== null && names(ifNoneMatch, etag);

/**
 * Refuses a write that is based on an older state than the stored one. Call it inside the transaction, with the row
 * locked.
 * @param ifMatch the request's If-Match, or null when it set no condition.
 * @throws ServiceError `stale`, with the current representation.
 */
export function assertFresh(ifMatch: string | null, current: unknown): void {
  if (ifMatch === null) return;
  if (names(ifMatch, etagOf(JSON.stringify(current)))) return;
  throw new ServiceError("stale", "The resource has changed since it was read", { current });
}
