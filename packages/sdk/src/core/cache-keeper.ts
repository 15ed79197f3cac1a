import { later } from "../wait";
import { ownerOf, type RulesetCache, readCache, writeCache } from "./cache";
import { type Held, toRuleset } from "./holder";
import type { Ruleset } from "./ruleset";

/** Keeps a cache up to date. A failing cache affects nothing else. */
export class CacheKeeper {
  #error: string | null = null;
  #due: Held | null = null;
  #writing: Promise<void> | null = null;
  #writtenAt = Number.NEGATIVE_INFINITY;
  #forget: (() => void) | null = null;

  /** @param owner identifies this client's ruleset */
  constructor(
    private readonly cache: RulesetCache,
    private readonly owner: readonly (string | undefined)[],
    private readonly everyMs: number,
  ) {}

  /** Why the cache could not be read or written the last time; null: it could. */
  get error(): string | null {
    return this.#error;
  }

  async read(): Promise<Ruleset | null> {
    return this.#guarded(async () => readCache(this.cache, await ownerOf(this.owner)));
  }

  /** Writes this ruleset soon: changes in quick succession are written together. */
  keep(held: Held): void {
    this.#due = held;
    if (this.#forget !== null) return;
    const wait = Math.max(0, this.#writtenAt + this.everyMs - performance.now());
    this.#forget = later(wait, () => void this.flush());
  }

  /** Writes what is due now. */
  async flush(): Promise<void> {
    this.#forget?.();
    this.#forget = null;
    await this.#writing;
    const held = this.#due;
    if (held === null) return;
    this.#due = null;
    this.#writtenAt = performance.now();
    this.#writing = this.#guarded(async () => {
      await writeCache(this.cache, await ownerOf(this.owner), toRuleset(held));
      return null;
    }).then(() => {});
    await this.#writing;
  }

  async #guarded<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      const result = await work();
      this.#error = null;
      return result;
    } catch (error) {
      this.#error = error instanceof Error ? error.message : String(error);
      return null;
    }
  }
}
