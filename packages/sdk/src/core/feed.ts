import type { Api } from "./api";
import { CacheKeeper } from "./cache-keeper";
import { Connection } from "./connection";
import { GuidonError, toGuidonError } from "./guidon-error";
import { type Held, Holder } from "./holder";
import type { Settings } from "./options";
import type { Progress } from "./progress";
import { assertWanted, checkRuleset, type Ruleset } from "./ruleset";
import type { GuidonStatus } from "./status";

type Source = NonNullable<GuidonStatus["source"]>;

/** The source of rulesets: a bootstrap, otherwise a cache, then the server. */
export class Feed {
  readonly holder: Holder;
  readonly #connection: Connection;
  readonly #cache: CacheKeeper | null;
  readonly #stopping = new AbortController();
  /** Settles once everything that needs no server was tried. */
  readonly #begun: Promise<void>;
  #source: Source = "network";

  constructor(
    private readonly settings: Settings,
    private readonly api: Api,
    private readonly progress: Progress,
    private readonly onSwap: (held: Held, flags: readonly string[]) => void,
  ) {
    const { url, key, environment, projectId, cache, timing } = settings;
    // A key that may be replaced does not say whose the ruleset is.
    const owner = [url, typeof key === "string" ? key : undefined, environment, projectId];
    this.#cache = cache === undefined ? null : new CacheKeeper(cache, owner, timing.cache);
    this.holder = new Holder(
      (hash) => this.#loadList(hash),
      (held, flags) => this.#swapped(held, flags),
    );
    this.#connection = new Connection(api, this.holder, progress, settings);
    this.#begun = this.#begin();
    if (settings.updates !== "manual") void this.#follow(settings.updates === "stream");
  }

  get cacheError(): string | null {
    return this.#cache?.error ?? null;
  }

  /** Resolves once everything that needs no server was tried. */
  begun(): Promise<void> {
    return this.#begun;
  }

  /** @throws GuidonError (it rejects) */
  async refresh(): Promise<void> {
    await this.#begun;
    try {
      await this.#connection.refresh(this.#stopping.signal);
    } catch (error) {
      const failure = toGuidonError(error);
      this.progress.failed(failure);
      throw failure;
    }
    if (this.settings.updates === "manual") await this.#cache?.flush();
  }

  /** Ends the connection, and writes what the cache lacks. */
  async close(): Promise<void> {
    this.#stopping.abort(new GuidonError("unreachable", "The client is closed"));
    await this.#cache?.flush();
  }

  /** A bootstrap answers before the constructor returns, unless it has a pattern. It never rejects. */
  async #begin(): Promise<void> {
    const { bootstrap } = this.settings;
    if (bootstrap !== undefined) await this.#take(() => checkRuleset(bootstrap), "bootstrap");
    if (this.holder.held !== null || this.#cache === null) return;
    const kept = await this.#cache.read();
    if (kept !== null) await this.#take(() => kept, "cache");
  }

  async #take(read: () => Ruleset, source: Source): Promise<void> {
    this.#source = source;
    try {
      const ruleset = assertWanted(read(), this.settings);
      if (!this.holder.replaceSync(ruleset)) await this.holder.replace(ruleset);
    } catch (error) {
      this.progress.failed(toGuidonError(error));
    } finally {
      this.#source = "network";
    }
  }

  async #follow(isStreaming: boolean): Promise<void> {
    await this.#begun;
    await this.#connection.run(this.#stopping.signal, isStreaming);
  }

  #swapped(held: Held, flags: readonly string[]): void {
    this.progress.loaded(this.#source);
    if (this.#source === "network") this.#cache?.keep(held);
    this.onSwap(held, flags);
  }

  /** A missing list belongs to an outdated ruleset; the next one names others. */
  async #loadList(hash: string): Promise<unknown> {
    const path = `${this.api.rulesetPath}/lists/${hash}`;
    const answer = await this.api
      .text(path, { signal: this.#stopping.signal }, this.settings.timing.request)
      .catch((error) => {
        const { code, message } = toGuidonError(error);
        throw code === "not_found" ? new GuidonError("invalid", message) : error;
      });
    return JSON.parse(answer?.text ?? "");
  }
}
