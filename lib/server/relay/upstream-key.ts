import fs from "node:fs/promises";
import type { RelaySettings } from "@/lib/env";
import { reasonOf } from "../reason-of";

/** What headers carry as it is. */
const HEADER_SAFE = /^[\x21-\x7e]+$/;

/**
 * The key for the upstream as it is now: a file may be given another one at any time.
 * @throws Error with one clear sentence, which does not repeat the key
 */
export async function readUpstreamKey({ UPSTREAM_KEY = "", UPSTREAM_KEY_FILE }: RelaySettings): Promise<string> {
  const [name, key] =
    UPSTREAM_KEY_FILE === undefined
      ? ["UPSTREAM_KEY", UPSTREAM_KEY]
      : [`UPSTREAM_KEY_FILE (${UPSTREAM_KEY_FILE})`, (await readFile(UPSTREAM_KEY_FILE)).trim()];
  if (!HEADER_SAFE.test(key)) throw new Error(`${name} holds no key: it is empty, or has a space or a letter like ü.`);
  return key;
}

async function readFile(file: string): Promise<string> {
  try {
    return await fs.readFile(file, "utf8");
  } catch (error) {
    throw new Error(`UPSTREAM_KEY_FILE cannot be read: ${reasonOf(error)}`, { cause: error });
  }
}
