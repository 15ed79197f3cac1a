import { createHash } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { log } from "../../log";
import { CacheFileError, readCacheFile, removeAbandoned, writeCacheFile } from "./cache-file";

interface Caps {
  /** For one file, which is read as a whole. */
  fileBytes: number;
  /** For all files together. */
  totalBytes: number;
}

const CAPS: Caps = { fileBytes: 256 * 1024 * 1024, totalBytes: 1024 * 1024 * 1024 };
const SUFFIX = ".cache";

/** Named lists of lines in a directory, each with the database that it comes from. */
export class DiskCache {
  constructor(
    private readonly directory: string,
    /** Identifies the database: what comes from another one is not read. */
    private readonly database: string,
    private readonly caps = CAPS,
  ) {}

  /** @throws why it could not be written; the previous content is kept then */
  async save(name: string, lines: Iterable<string>): Promise<void> {
    await fs.mkdir(this.directory, { recursive: true, mode: 0o700 });
    await writeCacheFile(this.#file(name), withFirst(JSON.stringify(this.database), lines), this.caps.fileBytes);
    await removeAbandoned(this.directory).catch((error: unknown) => {
      log.warn({ err: error, directory: this.directory }, "unfinished files of the ruleset cache could not be removed");
    });
    await this.#makeRoom(name);
  }

  /** The lines that were last saved; undefined when there is nothing usable, which the log explains. */
  async load(name: string): Promise<string[] | undefined> {
    try {
      const [database, ...lines] = (await readCacheFile(this.#file(name), this.caps.fileBytes)) ?? [];
      if (database === undefined) return undefined;
      if (database !== JSON.stringify(this.database)) throw new CacheFileError("it is from another database");
      return lines;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      log.warn({ err: error, file: this.#file(name) }, `a file of the ruleset cache is not used: ${reason}`);
      return undefined;
    }
  }

  async remove(name: string): Promise<void> {
    await fs.rm(this.#file(name), { force: true });
  }

  /** The names that exist, the latest first. */
  async names(): Promise<string[]> {
    return (await this.#files()).map(({ name }) => name);
  }

  #file(name: string): string {
    return path.join(this.directory, name + SUFFIX);
  }

  /** When all files together are too large, removes those that were saved longest ago. */
  async #makeRoom(latest: string): Promise<void> {
    let left = this.caps.totalBytes;
    for (const { name, size } of await this.#files()) {
      left -= size;
      if (left < 0 && name !== latest) await this.remove(name);
    }
  }

  async #files(): Promise<{ name: string; size: number; savedAt: number }[]> {
    const entries = await fs.readdir(this.directory).catch(() => []);
    const files = entries
      .filter((entry) => entry.endsWith(SUFFIX))
      .map(async (entry) => {
        const { size, mtimeMs } = await fs.stat(path.join(this.directory, entry));
        return { name: entry.slice(0, -SUFFIX.length), size, savedAt: mtimeMs };
      });
    return (await Promise.all(files)).sort((a, b) => b.savedAt - a.savedAt);
  }
}

function* withFirst(first: string, lines: Iterable<string>): Generator<string> {
  yield first;
  yield* lines;
}

/** A name for a database that reveals nothing about it: derived from its address, without user and password. */
export function databaseName(url: string): string {
  const { host, pathname } = new URL(url);
  return createHash("sha256").update(`${host}${pathname}`).digest("hex").slice(0, 16);
}
