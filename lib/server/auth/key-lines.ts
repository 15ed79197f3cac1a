import { getDb } from "../db/client";
import { type ApiKey, Prisma } from "../db/generated/client";

const PAGE = 1_000;
/** As many as are held in memory. */
const MOST = 10_000;

/** What is not needed to let a key in, and so is not kept outside the database. */
type Left = "name" | "keyHash" | "createdAt" | "lastUsedAt" | "expiresAt" | "revokedAt";
type KeptKey = Omit<ApiKey, Left> & { keyHash: string; expiresAt: string | null };

/** Says which columns a key has: what was kept with others is of another version. */
const COLUMNS = Object.keys(Prisma.ApiKeyScalarFieldEnum).sort().join(" ");

/** Every key that lets anybody in now, at most 10,000. */
export async function readLiveKeys(): Promise<ApiKey[]> {
  const keys: ApiKey[] = [];
  while (keys.length < MOST) {
    const last = keys.at(-1);
    const page = await getDb().prisma.apiKey.findMany({
      where: {
        revokedAt: null,
        OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }],
        ...(last && { id: { gt: last.id } }),
      },
      orderBy: { id: "asc" },
      take: PAGE,
    });
    keys.push(...page);
    if (page.length < PAGE) break;
  }
  return keys;
}

/** @param readAt when they were read from the database, in milliseconds since 1970 */
export function* toKeyLines(keys: Iterable<ApiKey>, readAt: number): Generator<string> {
  yield JSON.stringify({ columns: COLUMNS, readAt });
  for (const { name: _, createdAt: __, lastUsedAt: ___, revokedAt: ____, ...kept } of keys) {
    const line: KeptKey = {
      ...kept,
      keyHash: Buffer.from(kept.keyHash).toString("base64"),
      expiresAt: kept.expiresAt?.toISOString() ?? null,
    };
    yield JSON.stringify(line);
  }
}

/** @returns undefined when they are of another version */
export function fromKeyLines([head = "{}", ...lines]: readonly string[]):
  | { keys: ApiKey[]; readAt: number }
  | undefined {
  // What `toKeyLines` wrote, whose checksum was right.
  const { columns, readAt } = JSON.parse(head) as { columns?: string; readAt: number };
  if (columns !== COLUMNS) return undefined;
  const keys = lines.map((line): ApiKey => {
    const kept = JSON.parse(line) as KeptKey;
    return {
      ...kept,
      name: kept.keyPrefix,
      keyHash: Uint8Array.from(Buffer.from(kept.keyHash, "base64")),
      expiresAt: kept.expiresAt === null ? null : new Date(kept.expiresAt),
      revokedAt: null,
      lastUsedAt: null,
      createdAt: new Date(0),
    };
  });
  return { keys, readAt };
}
