import type { StreamClient } from "./stream-client";

/**
 * The state of a topic. Immutable: a change is another state. Clients are brought to the newest state, however many
 * came in between, so that nothing piles up for a slow reader.
 */
export interface TopicState {
  /** Identifies the state; clients send it as Last-Event-ID. */
  readonly position: string;
  /**
   * The events that bring a client to this state. It is called for each client, so it should return the same buffer for
   * all.
   * @param position where the client is; undefined: it has heard nothing
   * @returns undefined when nothing leads from there to here: its stream ends, and it connects again
   */
  eventsSince(position: string | undefined): Uint8Array | undefined;
}

/** A topic, with the clients that listen to it. */
export class Topic {
  readonly clients = new Set<StreamClient>();
  /** Whether its clients are being brought to `state`. */
  isSending = false;

  constructor(
    readonly name: string,
    public state: TopicState,
  ) {}
}
