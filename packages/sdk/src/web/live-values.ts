import type { EvaluationContext } from "@openfeature/web-sdk";
import { backoffMs } from "../delays";
import { sleep } from "../wait";
import { type AskOutcome, ask } from "./ask";
import { contextText, isSameTarget } from "./context";
import { changedKeys, type HeldValues, heldValues } from "./held-values";
import { listen } from "./listen";
import { type GuidonWebOptions, serverUrl } from "./options";
import { Pace } from "./pace";
import { watchPage } from "./page-signals";
import { Standing, type StandingListener } from "./standing";
import { storedValues, storeValues } from "./stored-values";

/** After a refusal, the next attempt waits until somebody may have changed the key. */
const AFTER_REFUSAL_MS = 300_000;
/** Where streams do not work, how old values may become, and how often a stream is tried again. */
const POLL_MS = 30_000;
const POLLS_BEFORE_STREAM = 10;
/** After this many consecutive short streams, streams count as blocked. */
const SHORT_STREAMS = 2;
const SHORT_STREAM_MS = 5_000;
/** Clients that hear about a change, or lose their stream, at the same moment wait for different times. */
const SPREAD_AFTER_EVENT_MS = 100;
const SPREAD_AFTER_END_MS = 1_000;

interface ValuesListener extends StandingListener {
  changed(keys: string[]): void;
}

/** The server refuses this key, so another attempt does not help. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
}

/** Holds the values of all flags for one context, and keeps them up to date. */
export class LiveValues {
  readonly #options: GuidonWebOptions;
  readonly #listener: ValuesListener;
  #held: HeldValues | undefined;
  /** Ends with the context. */
  #run = new AbortController();
  readonly #pace = new Pace();
  readonly #standing: Standing;
  #shortStreams = 0;
  #unwatch = () => {};

  constructor(options: GuidonWebOptions, listener: ValuesListener) {
    this.#options = options;
    this.#listener = listener;
    this.#standing = new Standing(listener);
  }

  get held(): HeldValues | undefined {
    return this.#held;
  }

  /**
   * Follows the server for this context from now on, instead of the previous one.
   * @returns when there are values: at once from a bootstrap or a cache, or with the first answer. It rejects when
   * there are none, and goes on trying.
   * @throws for a context that JSON cannot express
   */
  follow(context: EvaluationContext): Promise<void> {
    const text = contextText(context);
    this.close();
    const atHand = this.#atHand(context, text);
    if (atHand !== undefined) this.#held = atHand;
    this.#unwatch = watchPage(this.#pace);
    const { signal } = this.#run;
    const first = new Promise<void>((resolve, reject) => void this.#keepUp(context, signal, { resolve, reject }));
    if (atHand === undefined) return first;
    first.catch(() => {});
    return Promise.resolve();
  }

  close(): void {
    this.#unwatch();
    this.#run.abort();
    this.#pace.wake();
    this.#run = new AbortController();
  }

  #atHand(context: EvaluationContext, text: string): HeldValues | undefined {
    if (this.#held !== undefined && contextText(this.#held.context) === text) return { ...this.#held, context };
    const { bootstrap } = this.#options;
    const url = serverUrl(this.#options);
    if (bootstrap !== undefined && contextText(bootstrap.context) === text) {
      return heldValues({ context, answer: bootstrap.answer, etag: bootstrap.etag, origin: "bootstrap" }, url);
    }
    const stored = storedValues(this.#options, context);
    if (stored === undefined) return undefined;
    this.#standing.heard(new Date(stored.at));
    return heldValues({ context, answer: stored.answer, etag: stored.etag, origin: "cache" }, url);
  }

  async #keepUp(context: EvaluationContext, signal: AbortSignal, first: { resolve(): void; reject(why: Error): void }) {
    for (let failures = 0; !signal.aborted; ) {
      await this.#pace.rested;
      const outcome = await this.#refresh(context, signal);
      if (signal.aborted) break;
      if (outcome.kind === "refused") {
        this.#standing.refuse(outcome.message);
        first.reject(new RefusedError(outcome.message));
        await this.#pace.wait(AFTER_REFUSAL_MS);
      } else if (outcome.kind === "failed") {
        failures += 1;
        this.#lose(context, outcome.message);
        first.reject(new Error(outcome.message));
        await this.#pace.wait(Math.max(outcome.retryAfterMs ?? 0, backoffMs(failures)));
      } else {
        failures = 0;
        this.#standing.reach();
        first.resolve();
        await this.#hear(context, signal);
      }
    }
    // Another context replaced this one: a caller that waits for this one hears when the next one is ready.
    first.resolve();
  }

  async #refresh(context: EvaluationContext, signal: AbortSignal, configTag?: string): Promise<AskOutcome> {
    const outcome = await ask(this.#options, { context, etag: this.#held?.etag, configTag }, signal);
    if (signal.aborted) return outcome;
    if (outcome.kind === "answer") this.#take(context, outcome);
    // Unchanged values belong to this context from now on.
    else if (outcome.kind === "unchanged" && this.#held) this.#held = { ...this.#held, context, origin: "server" };
    return outcome;
  }

  #take(context: EvaluationContext, { answer, etag }: Extract<AskOutcome, { kind: "answer" }>): void {
    const before = this.#held;
    this.#held = heldValues({ context, answer, etag, origin: "server" }, serverUrl(this.#options));
    storeValues(this.#options, context, { answer, ...(etag !== undefined && { etag }) });
    const keys = changedKeys(before, this.#held);
    // Values of another context are announced when that context is followed.
    if (before?.context === context && keys.length > 0) this.#listener.changed(keys);
  }

  /** Listens for changes and asks for them, until there is a reason to connect again. */
  async #hear(context: EvaluationContext, signal: AbortSignal): Promise<void> {
    const address = this.#held?.stream;
    if (address === undefined || this.#shortStreams >= SHORT_STREAMS) return this.#poll();
    const leg = this.#pace.begin();
    const begun = performance.now();
    const onSign = () => this.#standing.heard();
    try {
      for await (const { id, data } of listen(this.#options, address, leg, onSign)) {
        // The id begins with the revision. The first event names the revision of the last answer.
        if (id.startsWith(`${this.#held?.revision}-`)) continue;
        await sleep(Math.random() * SPREAD_AFTER_EVENT_MS, leg);
        const outcome = await this.#refresh(context, signal, configTagOf(data));
        if (outcome.kind === "failed" || outcome.kind === "refused") return;
      }
    } catch {
      // Why a stream ended does not matter: the next request shows whether the server is reachable.
    }
    const isShort = !leg.aborted && performance.now() - begun < SHORT_STREAM_MS;
    this.#shortStreams = isShort ? this.#shortStreams + 1 : 0;
    await sleep(Math.random() * SPREAD_AFTER_END_MS, leg);
  }

  async #poll(): Promise<void> {
    this.#shortStreams += 1;
    if (this.#shortStreams >= SHORT_STREAMS + POLLS_BEFORE_STREAM) this.#shortStreams = SHORT_STREAMS - 1;
    await this.#pace.wait(POLL_MS + Math.random() * SPREAD_AFTER_END_MS);
  }

  #lose(context: EvaluationContext, why: string): void {
    // The application's defaults are better than another person's values.
    if (this.#held && !isSameTarget(this.#held.context, context)) this.#held = undefined;
    this.#standing.lose(why, this.#held !== undefined);
  }
}

function configTagOf(data: string): string | undefined {
  try {
    const { etag } = JSON.parse(data);
    return typeof etag === "string" ? etag : undefined;
  } catch {
    return undefined;
  }
}
