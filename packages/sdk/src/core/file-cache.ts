import { randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import type { RulesetCache } from "./cache";

/**
 * Stores the last ruleset in a file that only its owner may read, because rules may contain the ids of people. The file
 * is replaced atomically.
 */
export function fileCache(file: string): RulesetCache {
  return {
    read: () =>
      fs.readFile(file, "utf8").catch((error: unknown) => {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
        throw error;
      }),
    async write(text) {
      await fs.mkdir(path.dirname(file), { recursive: true });
      const draft = `${file}.${randomUUID()}`;
      try {
        await fs.writeFile(draft, text, { mode: 0o600 });
        await fs.rename(draft, file);
      } catch (error) {
        await fs.rm(draft, { force: true });
        throw error;
      }
    },
  };
}
