import path from "node:path";
import { getEnv } from "@/lib/env";
import { fromKeyLines, readLiveKeys, toKeyLines } from "../auth/key-lines";
import { adoptKeys, TRUSTED_MS } from "../auth/known-keys";
import { changeFeed } from "../live/change-feed";
import { DiskCache, databaseName } from "../live/disk/disk-cache";
import { fromLines, toLines } from "../live/disk/project-lines";
import { isDatabaseDown } from "../live/readiness";
import { rulesetStore } from "../live/ruleset-store";
import { log } from "../log";
import { logSeldom } from "../log-seldom";

/** The keys are kept with the time at which the database last said so, which has to be a recent one. */
const KEYS_EVERY_MS = 60_000;
/** After a failure: a full disk is not tried in each round. */
const PAUSE_MS = 60_000;
const KEYS = "keys";

/** Undefined where nothing is kept: on wish, and with the embedded database, which ends and starts with us. */
function diskCache(): DiskCache | undefined {
  const { RULESET_CACHE, DATABASE_URL, DATA_DIR } = getEnv();
  if (RULESET_CACHE === "off" || DATABASE_URL === undefined) return undefined;
  return new DiskCache(path.join(DATA_DIR, "rulesets"), databaseName(DATABASE_URL));
}

/** What there was to go on with. */
interface Restored {
  projects: number;
  keys: number;
  /** When the database last told the keys. */
  readAt: Date;
}

/**
 * Takes in the rulesets and keys that an earlier process kept, for a start without the database.
 * @returns undefined when there are no keys that may still be trusted, or no ruleset: nothing could be evaluated
 */
export async function restoreRulesets(): Promise<Restored | undefined> {
  const cache = diskCache();
  const lines = await cache?.load(KEYS);
  const kept = lines && fromKeyLines(lines);
  if (cache === undefined || kept === undefined || Date.now() - kept.readAt >= TRUSTED_MS) return undefined;
  // The latest last: when they do not all fit into memory, it is the others that are let go.
  for (const name of (await cache.names()).reverse()) {
    const project = name === KEYS ? undefined : await cache.load(name);
    if (project !== undefined) await adopt(name, project);
  }
  const projects = [...rulesetStore().sources()].length;
  if (projects === 0) return undefined;
  adoptKeys(kept.keys, kept.readAt);
  return { projects, keys: kept.keys.length, readAt: new Date(kept.readAt) };
}

async function adopt(projectId: string, lines: readonly string[]): Promise<void> {
  try {
    await rulesetStore().adopt(fromLines(lines));
  } catch (error) {
    log.warn({ err: error, projectId }, "the rulesets of a project could not be taken from disk");
  }
}

/** A project that took a while to write rests for so many times that: however often it changes, it costs little. */
const REST = 50;

/** Keeps on disk what is evaluated by. Nothing of it is waited for, and no failure is more than a line in the log. */
class RulesetKeeper {
  /** Projects whose rulesets are others than those on disk, and those that are gone. */
  readonly #due = new Map<string, "changed" | "gone">();
  /** Milliseconds since 1970 before which a project is not written again. */
  readonly #notBefore = new Map<string, number>();
  #keysDueAt = 0;
  #pausedUntil = 0;

  constructor(private readonly cache: DiskCache) {
    for (const { id } of rulesetStore().sources()) this.#due.set(id, "changed");
    rulesetStore().onSwap((id, version) => void this.#due.set(id, version === undefined ? "gone" : "changed"));
    changeFeed().subscribe((change) => {
      if (change.type !== "revision") this.#keysDueAt = 0;
    });
  }

  /** One round: what has changed since the last one is written. */
  async keep(): Promise<void> {
    if (Date.now() < this.#pausedUntil) return;
    try {
      await this.#keepKeys();
      for (const [projectId, what] of this.#due) {
        if (Date.now() < (this.#notBefore.get(projectId) ?? 0)) continue;
        // Before it is written, so that a change meanwhile is due again.
        this.#due.delete(projectId);
        await this.#keepProject(projectId, what);
      }
    } catch (error) {
      this.#pausedUntil = Date.now() + PAUSE_MS;
      logSeldom("warn", { err: error }, "could not keep rulesets on disk; evaluation does not need it");
    }
  }

  async #keepKeys(): Promise<void> {
    if (Date.now() < this.#keysDueAt || isDatabaseDown()) return;
    const readAt = Date.now();
    // Before they are read, so that a change meanwhile has them read again.
    this.#keysDueAt = readAt + KEYS_EVERY_MS;
    const keys = await readLiveKeys().catch(notReadable);
    if (keys !== undefined) return this.cache.save(KEYS, toKeyLines(keys, readAt));
    // Rulesets are in memory, and are kept whether the database answers or not.
    this.#keysDueAt = 0;
  }

  async #keepProject(projectId: string, what: "changed" | "gone"): Promise<void> {
    this.#notBefore.delete(projectId);
    if (what === "gone") return this.cache.remove(projectId);
    const source = [...rulesetStore().sources()].find(({ id }) => id === projectId);
    // Let go meanwhile for want of room: what is on disk is as good.
    if (source === undefined) return;
    const begun = Date.now();
    try {
      await this.cache.save(projectId, toLines(source));
      this.#notBefore.set(projectId, Date.now() + (Date.now() - begun) * REST);
    } catch (error) {
      this.#due.set(projectId, "changed");
      throw error;
    }
  }
}

function notReadable(error: unknown): undefined {
  logSeldom("warn", { err: error }, "could not read the keys that are kept on disk; they are read again soon");
}

/** @returns one round of keeping, to be repeated; undefined where nothing is kept */
export function rulesetKeeper(): (() => Promise<void>) | undefined {
  const cache = diskCache();
  if (cache === undefined) {
    log.debug("no rulesets are kept on disk");
    return undefined;
  }
  const keeper = new RulesetKeeper(cache);
  return () => keeper.keep();
}
