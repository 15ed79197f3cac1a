import { randomUUID } from "node:crypto";
import pg from "pg";
import { generateKey } from "@/lib/server/auth/api-keys";

interface NewKey {
  name?: string;
  scopes?: readonly string[];
  /** The only projects that it is for. */
  projectIds?: readonly string[];
}

/** Makes a key that may do everything unless told otherwise. The command takes a second of the processor for each. */
export async function insertKey(
  databaseUrl: string,
  { name = "test", scopes = ["flags:write"], projectIds }: NewKey = {},
): Promise<string> {
  const { key, keyHash, keyPrefix } = generateKey();
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      `INSERT INTO api_keys (id, name, key_hash, key_prefix, scopes, is_restricted, project_ids)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [randomUUID(), name, keyHash, keyPrefix, scopes, projectIds !== undefined, projectIds ?? []],
    );
  } finally {
    await client.end();
  }
  return key;
}
