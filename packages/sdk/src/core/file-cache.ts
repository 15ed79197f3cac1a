import { randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import type { RulesetCache } from "./cache";

const UNFINISHED = ".new";
/** Writing takes seconds: a file that was left for so long, in ms, is of a process that ended meanwhile. */
const ABANDONED_MS = 3_600_000;

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
      const draft = `${file}.${randomUUID()}${UNFINISHED}`;
      try {
        await fs.writeFile(draft, text, { mode: 0o600 });
        await fs.rename(draft, file);
      } catch (error) {
        await fs.rm(draft, { force: true });
        throw error;
      }
      // What others may have left does not make a write fail.
      await removeAbandoned(file).catch(() => undefined);
    },
  };
}

/** Removes what processes that crashed have left unfinished beside a file. */
async function removeAbandoned(file: string): Promise<void> {
  const { dir, base } = path.parse(file);
  const isUnfinished = (name: string) => name.startsWith(`${base}.`) && name.endsWith(UNFINISHED);
  for (const name of (await fs.readdir(dir || ".")).filter(isUnfinished)) {
    const unfinished = path.join(dir, name);
    // Another process may be about to finish it.
    const changedMs = (await fs.stat(unfinished).catch(() => undefined))?.mtimeMs ?? Number.POSITIVE_INFINITY;
    if (Date.now() - changedMs > ABANDONED_MS) await fs.rm(unfinished, { force: true });
  }
}
