import path from "node:path";
import { getEnv } from "@/lib/env";
import { fromKeyLines, readLiveKeys, toKeyLines } from "../auth/key-lines";
import { adoptKeys, TRUSTED_MS } from "../auth/known-keys";
import { type Change, changeFeed } from "../live/change-feed";
import { DiskCache, databaseName } from "../live/disk/disk-cache";
import { fromLines, toLines } from "../live/disk/project-lines";
import { isDatabaseDown } from "../live/readiness";
import { rulesetStore } from "../live/ruleset-store";
import { log } from "../log";
import { logSeldom } from "../log-seldom";

/** Keys are stored with the time when they were read from the database, which must be recent. */
const KEYS_EVERY_MS = 60_000;
/** The pause after a failure, so that a full disk is not tried in each round. */
const PAUSE_MS = 60_000;
const KEYS = "keys";

/**
 * Undefined where nothing is stored: when RULESET_CACHE is off, and with the embedded database, which starts with us.
 */
function diskCache(): DiskCache | undefined {
  const { RULESET_CACHE, DATABASE_URL, DATA_DIR } = getEnv();
  if (RULESET_CACHE === "off" || DATABASE_URL === undefined) return undefined;
  return new DiskCache(path.join(DATA_DIR, "rulesets"), databaseName(DATABASE_URL));
}

/** What was found on disk. */
interface Restored {
  projects: number;
  keys: number;
  /** When the keys were read from the database. */
  readAt: Date;
}

/**
 * Loads the rulesets and keys that an earlier process stored, for a start without the database.
 * @returns undefined when no keys can still be trusted, or there is no ruleset, so that nothing could be evaluated
 */
export async function restoreRulesets(): Promise<Restored | undefined> {
  const cache = diskCache();
  const lines = await cache?.load(KEYS);
  const kept = lines && fromKeyLines(lines);
  if (cache === undefined || kept === undefined) return undefined;
  // The machine's clock may have been set back since: they are not from the future.
  const ageMs = Math.max(0, Date.now() - kept.readAt);
  if (ageMs >= TRUSTED_MS) return undefined;
  // The latest comes last, so that the others are evicted when they do not all fit into memory.
  for (const name of (await cache.names()).reverse()) {
    const project = name === KEYS ? undefined : await cache.load(name);
    if (project !== undefined) await adopt(name, project);
  }
  const projects = [...rulesetStore().sources()].length;
  if (projects === 0) return undefined;
  adoptKeys(kept.keys, ageMs);
  return { projects, keys: kept.keys.length, readAt: new Date(kept.readAt) };
}

async function adopt(projectId: string, lines: readonly string[]): Promise<void> {
  try {
    await rulesetStore().adopt(fromLines(lines));
  } catch (error) {
    log.warn({ err: error, projectId }, "the rulesets of a project could not be taken from disk");
  }
}

/**
 * After a project was written, it is not written again for this many times the duration of the write, so that frequent
 * changes stay cheap.
 */
const REST = 50;

/** Stores on disk what evaluation needs. Nothing waits for it, and a failure is only logged. */
class RulesetKeeper {
  /** Projects whose rulesets differ from those on disk, and projects that are gone. */
  readonly #due = new Map<string, "changed" | "gone">();
  /** The time before which a project is not written again; like the two others by the process's clock. */
  readonly #notBefore = new Map<string, number>();
  #keysDueAt = 0;
  #pausedUntil = 0;

  constructor(private readonly cache: DiskCache) {
    for (const { id } of rulesetStore().sources()) this.#due.set(id, "changed");
    rulesetStore().onSwap((id, version) => void this.#due.set(id, version === undefined ? "gone" : "changed"));
    changeFeed().subscribe((change) => {
      if (mayConcernKeys(change)) this.#keysDueAt = 0;
    });
  }

  /** One round: writes what has changed since the last one. */
  async keep(): Promise<void> {
    if (performance.now() < this.#pausedUntil) return;
    try {
      await this.#keepKeys();
      for (const [projectId, what] of this.#due) {
        if (performance.now() < (this.#notBefore.get(projectId) ?? 0)) continue;
        // Before the write, so that a change during it is due again.
        this.#due.delete(projectId);
        await this.#keepProject(projectId, what);
      }
    } catch (error) {
      this.#pausedUntil = performance.now() + PAUSE_MS;
      logSeldom("warn", { err: error }, "could not keep rulesets on disk; evaluation does not need it");
    }
  }

  async #keepKeys(): Promise<void> {
    if (performance.now() < this.#keysDueAt || isDatabaseDown()) return;
    const readAt = Date.now();
    // Before the read, so that a change during it makes them due again.
    this.#keysDueAt = performance.now() + KEYS_EVERY_MS;
    const keys = await readLiveKeys().catch(notReadable);
    if (keys !== undefined) return this.cache.save(KEYS, toKeyLines(keys, readAt));
    // Rulesets are in memory, and are stored whether or not the database answers.
    this.#keysDueAt = 0;
  }

  async #keepProject(projectId: string, what: "changed" | "gone"): Promise<void> {
    this.#notBefore.delete(projectId);
    if (what === "gone") return this.cache.remove(projectId);
    const source = [...rulesetStore().sources()].find(({ id }) => id === projectId);
    // The project was evicted meanwhile; the file on disk is still usable.
    if (source === undefined) return;
    const begun = performance.now();
    try {
      await this.cache.save(projectId, toLines(source));
      this.#notBefore.set(projectId, performance.now() + (performance.now() - begun) * REST);
    } catch (error) {
      this.#due.set(projectId, "changed");
      throw error;
    }
  }
}

/** A new key has no notice of its own: it is a change that belongs to no project. */
const mayConcernKeys = (change: Change): boolean =>
  change.type === "key" || change.type === "resync" || (change.type === "change" && change.project === null);

function notReadable(error: unknown): undefined {
  logSeldom("warn", { err: error }, "could not read the keys that are kept on disk; they are read again soon");
}

/** @returns one round, to be repeated; undefined where nothing is stored */
export function rulesetKeeper(): (() => Promise<void>) | undefined {
  const cache = diskCache();
  if (cache === undefined) {
    log.debug("no rulesets are kept on disk");
    return undefined;
  }
  const keeper = new RulesetKeeper(cache);
  return () => keeper.keep();
}
