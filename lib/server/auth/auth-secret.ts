import { randomBytes } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { getEnv } from "@/lib/env";
import { hasCode } from "../has-code";

/** What signs sessions: AUTH_SECRET, or one that is made once and kept in the data directory, readable by its owner only. */
export async function readAuthSecret(): Promise<string> {
  const { AUTH_SECRET, DATA_DIR } = getEnv();
  if (AUTH_SECRET) return AUTH_SECRET;
  const file = path.join(DATA_DIR, "auth-secret");
  await fs.mkdir(DATA_DIR, { recursive: true, mode: 0o700 });
  // Written aside and linked into place: of two processes that do this at once, both then read the same secret.
  const draft = `${file}.${process.pid}`;
  await fs.writeFile(draft, randomBytes(32).toString("base64url"), { mode: 0o600 });
  try {
    await fs.link(draft, file);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  } finally {
    await fs.rm(draft, { force: true });
  }
  return (await fs.readFile(file, "utf8")).trim();
}
