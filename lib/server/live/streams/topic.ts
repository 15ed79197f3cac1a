import type { StreamClient } from "./stream-client";

/**
 * The state of a topic. Immutable: a change is another state. A client is brought to the newest one, however many came
 * between, so that nothing piles up for a slow reader.
 */
export interface TopicState {
  /** Tells states apart; clients name it as Last-Event-ID. */
  readonly position: string;
  /**
   * The events that bring a client here. It is asked for each client, so that it should give all of them one buffer.
   * @param position where the client is; undefined: it has heard nothing
   * @returns undefined when nothing brings it here: its stream ends, and it comes anew
   */
  eventsSince(position: string | undefined): Uint8Array | undefined;
}

/** What its clients hear of together. */
export class Topic {
  readonly clients = new Set<StreamClient>();
  /** Its clients are being brought to `state`. */
  isSending = false;

  constructor(
    readonly name: string,
    public state: TopicState,
  ) {}
}
