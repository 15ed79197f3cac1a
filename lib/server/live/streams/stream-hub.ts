import type { EventSink, EventStream } from "../../exchange";
import { ServiceError } from "../../service-error";
import { Slices, type Steps } from "../../slices";
import { Heartbeats } from "./heartbeats";
import { type Opening, StreamClient } from "./stream-client";
import { StreamQuota } from "./stream-quota";
import type { StreamOwner } from "./stream-term";
import { Topic, type TopicState } from "./topic";

interface Subscription {
  topic: string;
  /** The state of a topic to which nobody listens yet. It is asked when the stream opens. */
  state: () => TopicState;
  owner: StreamOwner;
  /** What an earlier stream of the client sent last, so that it hears only about what came later. */
  position?: string | undefined;
  /** What it is sent first, instead of the events from its position to the topic's state. */
  opening?: Opening | undefined;
}

/**
 * Every open stream of the process, of any kind: each hears what is published under its topic. An event for many
 * streams is sent in slices, and publishing waits for none of them.
 */
export class StreamHub {
  readonly #topics = new Map<string, Topic>();
  readonly #byCredential = new Map<string, Set<StreamClient>>();
  readonly #slices = new Slices();
  readonly #heartbeats = new Heartbeats<StreamClient>((clients) => void this.#slices.run(beatAll(clients)));
  #isClosed = false;

  constructor(private readonly quota = new StreamQuota()) {}

  /** Streams that are open, or about to be. */
  get count(): number {
    return this.quota.taken;
  }

  /** The topics with listeners whose names begin like this. */
  topics(prefix: string): string[] {
    return [...this.#topics.keys()].filter((name) => name.startsWith(prefix));
  }

  /** The position of a topic's clients, or the one that they are being brought to; undefined: nobody listens to it. */
  positionOf(topic: string): string | undefined {
    return this.#topics.get(topic)?.state.position;
  }

  /** The ids of the keys and sessions with streams. */
  credentials(): string[] {
    return [...this.#byCredential.keys()];
  }

  /**
   * A stream that sends the topic's state at once, and each later state that the client reads in time.
   * @throws ServiceError 429, 503 when there are too many, or the process stops
   */
  subscribe(subscription: Subscription): EventStream {
    if (this.#isClosed) throw new ServiceError("unavailable", "The server is stopping", { retryAfter: 1 });
    const { owner } = subscription;
    this.quota.take(owner.id);
    return {
      open: (sink) => this.#open(subscription, sink),
      cancel: () => this.quota.give(owner.id),
    };
  }

  /** Sends the new state to the topic's clients, in later turns. */
  publish(name: string, state: TopicState): void {
    const topic = this.#topics.get(name);
    if (topic === undefined) return;
    topic.state = state;
    if (topic.isSending) return;
    topic.isSending = true;
    void this.#slices.run(updateAll(topic));
  }

  /** Ends the streams of a topic that no longer exists. */
  endTopic(name: string): void {
    const clients = this.#topics.get(name)?.clients;
    if (clients !== undefined) void this.#slices.run(endAll(clients));
  }

  /** Ends the streams of a key or a session. */
  endCredential(credentialId: string): void {
    const clients = this.#byCredential.get(credentialId);
    if (clients !== undefined) void this.#slices.run(endAll(clients));
  }

  /** Ends every stream and opens no more: a server that stops would otherwise wait for them. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#topics.values()].map(({ clients }) => this.#slices.run(endAll(clients))));
  }

  #open({ topic: name, state, owner, position, opening }: Subscription, sink: EventSink): void {
    if (this.#isClosed) {
      this.quota.give(owner.id);
      sink.end();
      return;
    }
    const topic = getOrMake(this.#topics, name, () => new Topic(name, state()));
    const own = getOrMake(this.#byCredential, owner.id, () => new Set<StreamClient>());
    const release = () => {
      stopBeats();
      topic.clients.delete(client);
      if (topic.clients.size === 0) this.#topics.delete(name);
      own.delete(client);
      if (own.size === 0) this.#byCredential.delete(owner.id);
      this.quota.give(owner.id);
    };
    const client = new StreamClient(topic, owner, sink, position, release, opening);
    const stopBeats = this.#heartbeats.add(client);
    topic.clients.add(client);
    own.add(client);
    client.greet();
  }
}

function getOrMake<Value>(values: Map<string, Value>, name: string, make: () => Value): Value {
  let value = values.get(name);
  if (value === undefined) {
    value = make();
    values.set(name, value);
  }
  return value;
}

/** It also sends a state that was published after a client's slice had been sent. */
function* updateAll(topic: Topic): Steps {
  try {
    let sent: TopicState;
    do {
      sent = topic.state;
      for (const client of topic.clients) yield client.update();
    } while (sent !== topic.state);
  } finally {
    topic.isSending = false;
  }
}

function* beatAll(clients: Iterable<StreamClient>): Steps {
  for (const client of clients) yield client.beat();
}

function* endAll(clients: Iterable<StreamClient>): Steps {
  for (const client of clients) yield client.end();
}
