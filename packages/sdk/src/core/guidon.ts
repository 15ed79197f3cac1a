import { type Explanation, explain } from "guidon-engine";
import { jittered } from "../delays";
import type { FlagDefault, FlagKey, FlagValue } from "../flag-types";
import { Deadline, sleep, untilAborted } from "../wait";
import { Answers } from "./answers";
import { Api } from "./api";
import { Counts } from "./counts";
import type { Details } from "./details";
import { Emitter } from "./emitter";
import { Evaluator } from "./evaluator";
import { Feed } from "./feed";
import { type GivenValue, givenValues } from "./given-values";
import { GuidonError } from "./guidon-error";
import { type Held, toRuleset } from "./holder";
import { type GuidonOptions, readOptions, type Settings } from "./options";
import { Progress } from "./progress";
import type { Ruleset } from "./ruleset";
import type { GuidonStatus } from "./status";

/** Another ruleset answers from now on. */
export interface GuidonChange {
  /** The keys of the flags whose values may have changed. */
  readonly flags: readonly string[];
  readonly revision: number;
}

type Events = { change: GuidonChange; status: GuidonStatus };

/**
 * A project's flags in one environment, evaluated in this process. It evaluates with what it has: a bootstrap, a cache,
 * or what the server sent; without any of them every flag gives its default.
 */
export class Guidon {
  readonly #settings: Settings;
  readonly #events = new Emitter<Events>();
  readonly #progress = new Progress(() => this.#events.emit("status", () => this.status()));
  readonly #answers = new Answers();
  readonly #counts: Counts;
  readonly #feed: Feed;
  readonly #evaluator: Evaluator;
  readonly #stopping = new AbortController();
  #closed: Promise<void> | null = null;

  /** @throws TypeError for invalid options */
  constructor(options: GuidonOptions) {
    this.#settings = readOptions(options);
    const api = new Api(this.#settings);
    this.#counts = new Counts(this.#answers, api, this.#settings);
    this.#feed = new Feed(this.#settings, api, this.#progress, (held, flags) => this.#swapped(held, flags));
    this.#evaluator = new Evaluator(this.#feed.holder, this.#answers);
    if (this.#settings.counts && this.#settings.updates !== "manual") void this.#report();
  }

  /**
   * Resolves as soon as flags can be evaluated.
   * @throws GuidonError (it rejects) when the key is refused, or there was no ruleset in time; it goes on trying
   */
  async ready(): Promise<void> {
    await this.#feed.begun();
    if (this.#held !== null) return;
    if (this.#settings.updates === "manual") return this.#feed.refresh();
    if (this.#progress.state === "starting") await this.#firstSign();
    if (this.#held === null) throw this.#progress.error ?? this.#lateness();
  }

  /** The flag's value in this context; the default when there is no such flag, or its values have another type. */
  value<Key extends FlagKey, Default extends FlagDefault<Key>>(
    key: Key,
    fallback: Default,
    context?: object,
  ): FlagValue<Key, Default> {
    // It has the default's type, because the evaluator gives nothing else.
    return this.#evaluator.value(key, fallback, context) as FlagValue<Key, Default>;
  }

  /**
   * The value with its reason.
   * @param userId counts as the context's `user_id`. For a context that has none and is not to be copied.
   */
  details<Key extends FlagKey, Default extends FlagDefault<Key>>(
    key: Key,
    fallback: Default,
    context?: object,
    userId?: string,
  ): Details<FlagValue<Key, Default>> {
    return this.#evaluator.details(key, fallback, context, userId) as Details<FlagValue<Key, Default>>;
  }

  /** What each rule, condition and percentage contributed; undefined when there is no such flag. It is not counted. */
  explain(key: string, context?: object): Explanation | undefined {
    const held = this.#held;
    return held === null ? undefined : explain(held.compiled, key, context);
  }

  /**
   * The values of all flags in this context, for a page that is rendered here. Flags that leave it to the application's
   * default are left out. It is not counted.
   * @param only `client`: the flags that are visible to clients
   */
  all(context?: object, only?: "client"): Record<string, GivenValue> {
    const held = this.#held;
    return held === null ? {} : givenValues(held.compiled, context, only);
  }

  /**
   * Calls back when another ruleset answers (`change`), or when the state changes (`status`).
   * @returns a function that removes the listener
   */
  on<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): () => void {
    return this.#events.on(name, listener);
  }

  /**
   * The ruleset by which it evaluates, with which another client can begin (`bootstrap`); null when there is none yet.
   */
  ruleset(): Ruleset | null {
    const held = this.#held;
    return held === null ? null : toRuleset(held);
  }

  status(): GuidonStatus {
    const { state, source, updates, staleForMs, error } = this.#progress;
    const identity = this.#held?.identity;
    return {
      state,
      source,
      updates,
      staleForMs,
      environment: this.#settings.environment,
      projectId: identity?.project_id ?? this.#settings.projectId ?? null,
      revision: identity?.revision ?? null,
      error,
      cacheError: this.#feed.cacheError,
      counts: this.#counts.status,
    };
  }

  /**
   * Asks the server now. Only `updates: "manual"` needs it.
   * @param maxAgeMs no request is made when the server was heard from within this time
   * @throws GuidonError (it rejects) when the request fails; evaluation continues with what there is
   */
  async refresh({ maxAgeMs = 0 }: { maxAgeMs?: number } = {}): Promise<void> {
    if (this.#held !== null && this.#progress.ageMs < maxAgeMs) return;
    await this.#feed.refresh();
  }

  /** Reports the counts now. It never rejects: what cannot be sent is kept. */
  flush(): Promise<void> {
    return this.#settings.counts ? this.#counts.send(this.#stopping.signal) : Promise.resolve();
  }

  /** Ends all activity, after reporting the counts. Evaluation continues with what there is. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  get #held(): Held | null {
    return this.#feed.holder.held;
  }

  #swapped(held: Held, flags: readonly string[]): void {
    // Answers of changed flags are never given again.
    this.#counts.countFor(held.identity.project_id);
    this.#events.emit("change", () => ({ flags, revision: held.identity.revision }));
  }

  /** Resolves when there is a ruleset, when there will be none, or after the timeout. */
  #firstSign(): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        forget();
        resolve();
      };
      // Unlike all other timers, this one keeps the process alive, because somebody waits for it.
      const timer = setTimeout(end, this.#settings.timing.ready);
      const forget = this.on("status", end);
    });
  }

  async #report(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await sleep(jittered(this.#settings.timing.counts), signal);
      if (!signal.aborted) await this.flush();
    }
  }

  async #close(): Promise<void> {
    const { close } = this.#settings.timing;
    const deadline = new Deadline(new AbortController().signal, close, `not done within ${close} ms`);
    this.#stopping.abort();
    this.#progress.close();
    const counts = this.#settings.counts ? this.#counts.send(deadline.signal) : undefined;
    // A cache may hang, and cannot be cancelled.
    await Promise.race([Promise.all([counts, this.#feed.close()]), untilAborted(deadline.signal)]);
    deadline.end();
  }

  #lateness(): GuidonError {
    const late = `There was no ruleset within ${this.#settings.timing.ready} ms`;
    return new GuidonError("unreachable", this.#closed === null ? late : "The client is closed");
  }
}
