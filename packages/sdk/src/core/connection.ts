import { backoffMs, jittered } from "../delays";
import type { StreamEvent } from "../event-parser";
import { readEvents } from "../event-stream";
import { Deadline, sleep } from "../wait";
import { type Api, LONGEST_ANSWER } from "./api";
import { GuidonError, toGuidonError } from "./guidon-error";
import type { Holder } from "./holder";
import type { Settings } from "./options";
import { assertWanted, checkRuleset, parse, readAnswer, readChange } from "./ruleset";

/** Receives reports about the connection. */
interface Reports {
  /** The server has confirmed that the held ruleset is current. */
  contact(by: "stream" | "poll"): void;
  failed(failure: GuidonError): void;
}

/** After a shorter stream, the next attempt waits longer each time. */
const SHORT_LIFE_MS = 10_000;
/** How long polling goes on after a stream failed, before one is tried again: at first, and at most. */
const STREAM_AGAIN_MS = { first: 10_000, most: 300_000 };

/** Keeps the held ruleset up to date while it runs. */
export class Connection {
  #etag: string | null = null;
  /** Whether the next stream may continue from the held ruleset. */
  #isResumable = true;
  #shortLives = 0;
  #streamFailures = 0;
  #streamAfter = 0;
  /** Numbers requests and stream events in their order. */
  #latest = 0;
  /** The number of the held ruleset: an answer to an earlier request is older. */
  #taken = 0;

  constructor(
    private readonly api: Api,
    private readonly holder: Holder,
    private readonly reports: Reports,
    private readonly settings: Pick<Settings, "environment" | "projectId" | "timing">,
  ) {}

  /**
   * Follows the server until the signal is aborted: by a stream where that works, otherwise by polling. It never
   * rejects.
   */
  async run(signal: AbortSignal, isStreaming: boolean): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      let wait: number;
      try {
        wait = await this.#round(signal, isStreaming);
        failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        const failure = toGuidonError(error);
        this.reports.failed(failure);
        failures += 1;
        wait = this.#waitAfter(failure, failures);
      }
      await sleep(wait, signal);
    }
  }

  /**
   * Asks once.
   * @throws GuidonError
   */
  async refresh(signal: AbortSignal): Promise<void> {
    const path = this.api.rulesetPath;
    const headers = this.#etag === null ? {} : { "if-none-match": this.#etag };
    this.#latest += 1;
    const number = this.#latest;
    const answer = await this.api.text(path, { query: LISTS, headers, signal }, this.settings.timing.request);
    // A stream, or a later request, may have brought a newer ruleset meanwhile.
    if (answer !== null && number > this.#taken) {
      const ruleset = assertWanted(readAnswer(answer.text), this.settings);
      this.#taken = number;
      this.#etag = null;
      await this.holder.replace(ruleset);
      if (number === this.#taken) this.#etag = answer.etag;
    }
    this.reports.contact("poll");
  }

  /** @returns how long to wait before the next round, in milliseconds */
  async #round(signal: AbortSignal, isStreaming: boolean): Promise<number> {
    const mayStream = isStreaming && performance.now() >= this.#streamAfter;
    if (!mayStream || this.holder.held === null) await this.refresh(signal);
    return mayStream ? this.#stream(signal) : jittered(this.settings.timing.poll);
  }

  async #stream(signal: AbortSignal): Promise<number> {
    const { request, silence } = this.settings.timing;
    const openedAt = performance.now();
    const deadline = new Deadline(signal, request, "the stream did not open in time");
    let isAlive = false;
    try {
      const body = await this.#openStream(deadline.signal);
      deadline.extend(silence);
      this.reports.contact("stream");
      const onBytes = () => {
        isAlive = true;
        this.#streamFailures = 0;
        deadline.extend(silence);
        this.reports.contact("stream");
      };
      for await (const event of readEvents(body, { longestEvent: LONGEST_ANSWER, onBytes })) {
        this.#isResumable = await this.#take(event);
        if (!this.#isResumable) break;
        deadline.extend(silence);
      }
    } catch (error) {
      const failure = toGuidonError(error);
      if (signal.aborted || failure.isFinal || failure.retryAfter !== undefined) throw failure;
      if (failure.code === "invalid") this.#isResumable = false;
      if (!isAlive) return await this.#pollInstead(signal);
    } finally {
      deadline.end();
    }
    this.#shortLives = performance.now() - openedAt < SHORT_LIFE_MS ? this.#shortLives + 1 : 0;
    return this.#backoff(this.#shortLives);
  }

  async #openStream(signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const version = this.#isResumable ? this.holder.held?.identity.version : undefined;
    const headers = { accept: "text/event-stream", ...(version !== undefined && { "last-event-id": version }) };
    const { body, headers: given } = await this.api.open(`${this.api.rulesetPath}/stream`, {
      query: LISTS,
      headers,
      signal,
    });
    if (body === null || !given.get("content-type")?.startsWith("text/event-stream")) {
      throw new GuidonError("invalid", "What the server sent is no event stream");
    }
    return body;
  }

  /** Perhaps only streams are blocked. Otherwise this fails as well, and streams are tried again with it. */
  async #pollInstead(signal: AbortSignal): Promise<number> {
    await this.refresh(signal);
    const wait = Math.min(STREAM_AGAIN_MS.first * 2 ** this.#streamFailures, STREAM_AGAIN_MS.most);
    this.#streamFailures += 1;
    this.#streamAfter = performance.now() + wait;
    return jittered(Math.min(this.settings.timing.poll, wait));
  }

  /** @returns false: the event does not continue from the held ruleset, and the stream has to begin again */
  async #take({ type, data }: StreamEvent): Promise<boolean> {
    // The ruleset of the last request is outdated, so a server that returns to it must not answer 304.
    this.#etag = null;
    this.#latest += 1;
    this.#taken = this.#latest;
    if (type === "put") await this.holder.replace(assertWanted(checkRuleset(parse(data)), this.settings));
    else if (type === "patch") return this.holder.patch(readChange(data));
    return true;
  }

  #waitAfter(failure: GuidonError, failures: number): number {
    if (failure.isFinal) return jittered(this.settings.timing.refused);
    return (failure.retryAfter ?? 0) + this.#backoff(failures);
  }

  #backoff(failures: number): number {
    return backoffMs(failures, { first: this.settings.timing.reconnect, longest: this.settings.timing.backoff });
  }
}

/** Asks for long lists by their hashes. */
const LISTS = { lists: "hash" };
