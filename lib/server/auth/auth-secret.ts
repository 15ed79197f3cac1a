import { randomBytes, randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { getEnv } from "@/lib/env";
import { hasCode } from "../has-code";

/**
 * The secret that signs sessions: AUTH_SECRET, or one that is made once and kept in the data directory, readable by its
 * owner only.
 */
export async function readAuthSecret(): Promise<string> {
  const { AUTH_SECRET, DATA_DIR } = getEnv();
  if (AUTH_SECRET) return AUTH_SECRET;
  const file = path.join(DATA_DIR, "auth-secret");
  const secret = (await readIfThere(file)) ?? (await makeSecret(file));
  // A power cut may leave an empty file, and anybody could sign with an empty secret.
  if (secret.length < SECRET_CHARACTERS) {
    throw new Error(`${file} is damaged: bring it back from a copy, or remove it, and all members sign in again.`);
  }
  return secret;
}

/** AUTH_SECRET may not be shorter. A secret that is made has 43 characters. */
const SECRET_CHARACTERS = 32;

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return (await fs.readFile(file, "utf8")).trim();
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

/**
 * The file is written under another name and then linked, so that processes that do this at once all read the same
 * secret.
 */
async function makeSecret(file: string): Promise<string> {
  await fs.mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  try {
    await fs.writeFile(draft, randomBytes(32).toString("base64url"), { mode: 0o600, flush: true });
    await fs.link(draft, file);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  } finally {
    await fs.rm(draft, { force: true });
  }
  return (await fs.readFile(file, "utf8")).trim();
}
