import { type ApiKeyRow, keyColumns, liveKeyRows } from "../store/api-keys";
import { db } from "../store/transaction";

const PAGE = 1_000;
/** The number of keys that are held in memory. */
const MOST = 10_000;

/** Columns that letting a key in does not need, so that they are not written outside the database. */
type Left = "name" | "createdAt" | "lastUsedAt" | "revokedAt" | "replacedAt" | "replaces";
type KeptKey = Omit<ApiKeyRow, Left | "keyHash" | "expiresAt"> & { keyHash: string; expiresAt: string | null };

/** The values that stand in for these columns. */
const LEFT = { createdAt: new Date(0), lastUsedAt: null, revokedAt: null, replacedAt: null, replaces: null };

/** The columns of a key. A file with other columns was written by another version. */
const COLUMNS = keyColumns.join(" ");

/** Every key that is valid now, at most 10,000. */
export async function readLiveKeys(): Promise<ApiKeyRow[]> {
  const keys: ApiKeyRow[] = [];
  while (keys.length < MOST) {
    const page = await liveKeyRows(db(), keys.at(-1)?.id, PAGE);
    keys.push(...page);
    if (page.length < PAGE) break;
  }
  return keys;
}

/** @param readAt when they were read from the database, in milliseconds since 1970 */
export function* toKeyLines(keys: Iterable<ApiKeyRow>, readAt: number): Generator<string> {
  yield JSON.stringify({ columns: COLUMNS, readAt });
  for (const { id, keyPrefix, kind, scopes, isRestricted, projectIds, environments, ...key } of keys) {
    const line: KeptKey = {
      ...{ id, keyPrefix, kind, scopes, isRestricted, projectIds, environments, allowedOrigins: key.allowedOrigins },
      keyHash: Buffer.from(key.keyHash).toString("base64"),
      expiresAt: key.expiresAt?.toISOString() ?? null,
    };
    yield JSON.stringify(line);
  }
}

/** @returns undefined when they are of another version */
export function fromKeyLines([head = "{}", ...lines]: readonly string[]):
  | { keys: ApiKeyRow[]; readAt: number }
  | undefined {
  // `toKeyLines` wrote it, and its checksum was right.
  const { columns, readAt } = JSON.parse(head) as { columns?: string; readAt: number };
  if (columns !== COLUMNS) return undefined;
  const keys = lines.map((line): ApiKeyRow => {
    const kept = JSON.parse(line) as KeptKey;
    return {
      ...kept,
      name: kept.keyPrefix,
      keyHash: Uint8Array.from(Buffer.from(kept.keyHash, "base64")),
      expiresAt: kept.expiresAt === null ? null : new Date(kept.expiresAt),
      ...LEFT,
    };
  });
  return { keys, readAt };
}
