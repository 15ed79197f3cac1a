import type { EventSink } from "../../exchange";
import type { Topic } from "./topic";

/** Then a client connects anew, and is judged anew. Up to a tenth sooner, so that not all of them come at once. */
const LONGEST_MS = 60 * 60_000;
/** A client that has read nothing for so many heartbeats counts as gone. */
const MAX_MISSED_BEATS = 2;
/** When a client that lost its stream comes back, each at a time of its own. */
const RETRY_MS = { least: 1_000, most: 3_000 };

const HEARTBEAT = Buffer.from(": still here\n\n");

/** Whose a stream is. It ends with the key or the session that opened it. */
export interface StreamOwner {
  /** Of the key or the session. */
  id: string;
  /** Milliseconds since 1970 at which it ends by itself; null: not known to. */
  expiresAt: number | null;
}

/** One open stream. */
export class StreamClient {
  readonly #endsAt: number;
  /** It has not read what it was sent, and gets no more until it has. */
  #isBehind = false;
  #missedBeats = 0;
  #isOver = false;

  /** @param release is called once, when the stream is over */
  constructor(
    readonly topic: Topic,
    { expiresAt }: StreamOwner,
    private readonly sink: EventSink,
    /** What it was last sent. */
    private position: string | undefined,
    private readonly release: () => void,
  ) {
    const longest = Date.now() + LONGEST_MS * (1 - Math.random() / 10);
    this.#endsAt = expiresAt === null ? longest : Math.min(longest, expiresAt);
    sink.onceClosed(() => this.#finish());
  }

  /** Sends what a new client gets at once. */
  greet(): void {
    const { state } = this.topic;
    const retry = RETRY_MS.least + Math.random() * (RETRY_MS.most - RETRY_MS.least);
    const greeting = Buffer.from(`retry: ${Math.round(retry)}\n\n`);
    const isCurrent = this.position === state.position;
    this.#write(isCurrent ? greeting : Buffer.concat([greeting, state.eventsSince(this.position)]));
    this.position = state.position;
  }

  /** Sends what it does not know yet. */
  update(): void {
    const { state } = this.topic;
    if (this.#isOver || this.#isBehind || this.position === state.position) return;
    const events = state.eventsSince(this.position);
    this.position = state.position;
    this.#write(events);
  }

  /** To be called every few seconds: sends a heartbeat, or ends the stream when its time has come. */
  beat(): void {
    if (this.#isOver) return;
    if (Date.now() >= this.#endsAt) this.end();
    else if (!this.#isBehind) this.#write(HEARTBEAT);
    else if (++this.#missedBeats > MAX_MISSED_BEATS) this.end();
  }

  /** Says goodbye, but not to a client that does not read: it would never arrive. */
  end(): void {
    if (this.#isOver) return;
    this.#finish();
    if (this.#isBehind) this.sink.destroy();
    else this.sink.end();
  }

  #write(bytes: Uint8Array): void {
    if (this.sink.write(bytes)) return;
    this.#isBehind = true;
    this.sink.onceDrained(() => {
      this.#isBehind = false;
      this.#missedBeats = 0;
      this.update();
    });
  }

  #finish(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.release();
  }
}
