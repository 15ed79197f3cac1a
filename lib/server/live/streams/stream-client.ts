import type { EventSink } from "../../exchange";
import { type StreamOwner, StreamTerm } from "./stream-term";
import type { Topic } from "./topic";

/** A client that has read nothing for this many heartbeats counts as gone. */
const MAX_MISSED_BEATS = 2;
/** When a client that lost its stream comes back; each client at another time. */
const RETRY_MS = { least: 1_000, most: 3_000 };

const HEARTBEAT = Buffer.from(": still here\n\n");

/** How much is sent at a time. A client that reads a long event slowly holds up one piece, and is seen to read. */
const PIECE_BYTES = 64 * 1024;

/** What a client is sent first, whatever the topic's state is, and the position that it then has. */
export interface Opening {
  events: Uint8Array;
  position: string;
}

/** One open stream. */
export class StreamClient {
  readonly #term: StreamTerm;
  /** It has not read what it was sent, and gets nothing more until it has. */
  #isBehind = false;
  #missedBeats = 0;
  #isOver = false;
  /** What is left of the events that it is being sent. */
  #left: Uint8Array | undefined;

  /** @param release is called once, when the stream is over */
  constructor(
    readonly topic: Topic,
    owner: StreamOwner,
    private readonly sink: EventSink,
    /** What it was last sent. */
    private position: string | undefined,
    private readonly release: () => void,
    private readonly opening?: Opening,
  ) {
    this.#term = new StreamTerm(owner);
    sink.onceClosed(() => this.#finish());
  }

  /** Sends what a new client gets at once. */
  greet(): void {
    const retry = RETRY_MS.least + Math.random() * (RETRY_MS.most - RETRY_MS.least);
    const greeting = Buffer.from(`retry: ${Math.round(retry)}\n\n`);
    if (this.opening !== undefined) {
      this.position = this.opening.position;
      this.#write(greeting);
      // While the greeting is unread, the opening waits behind it.
      if (this.#isBehind) this.#left = this.opening.events;
      else this.#write(this.opening.events);
      this.update();
      return;
    }
    const { state } = this.topic;
    const isCurrent = this.position === state.position;
    const events = isCurrent ? new Uint8Array() : state.eventsSince(this.position);
    if (events === undefined) {
      this.end();
      return;
    }
    this.position = state.position;
    this.#write(Buffer.concat([greeting, events]));
  }

  /** Sends what it does not know yet. */
  update(): void {
    const { state } = this.topic;
    if (this.#isOver || this.#isBehind || this.position === state.position) return;
    const events = state.eventsSince(this.position);
    if (events === undefined) {
      this.end();
      return;
    }
    this.position = state.position;
    this.#write(events);
  }

  /** Is called every few seconds: sends a heartbeat, or ends the stream when its time has come. */
  beat(): void {
    if (this.#isOver) return;
    if (this.#term.isOver) this.end();
    else if (!this.#isBehind) this.#write(HEARTBEAT);
    else if (++this.#missedBeats > MAX_MISSED_BEATS) this.end();
  }

  /** Says goodbye, except to a client that does not read, which would never get it. */
  end(): void {
    if (this.#isOver) return;
    this.#finish();
    if (this.#isBehind) this.sink.destroy();
    else this.sink.end();
  }

  /** While the client is behind, only the event that it is in the middle of is sent. */
  #write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      if (this.sink.write(bytes.subarray(at, at + PIECE_BYTES))) continue;
      this.#left = bytes.subarray(at + PIECE_BYTES);
      this.#isBehind = true;
      this.sink.onceDrained(() => this.#goOn());
      return;
    }
  }

  #goOn(): void {
    if (this.#isOver) return;
    const left = this.#left;
    this.#left = undefined;
    this.#isBehind = false;
    this.#missedBeats = 0;
    if (left !== undefined) this.#write(left);
    this.update();
  }

  #finish(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.release();
  }
}
