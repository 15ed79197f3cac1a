import { log } from "../../log";
import { ServiceError } from "../../service-error";
import { Slices, type Steps } from "../../slices";
import { type LiveRuleset, rulesetStore } from "../ruleset-store";
import { Heartbeats } from "../streams/heartbeats";
import { StreamQuota } from "../streams/stream-quota";
import type { StreamOwner } from "../streams/stream-term";
import { watchCredentials } from "../streams/watch-credentials";
import { isSameVersion } from "../version";
import { Deliveries } from "./deliveries";
import type { DocumentSink } from "./document-sink";
import { type FlagdDocument, flagdDocument } from "./flagd-documents";
import { SyncStream } from "./sync-stream";

/** The streams of a flagd server. Each client is sent the whole document whenever it changes. */
export class SyncStreams {
  readonly #open = new Set<SyncStream>();
  readonly #quota = new StreamQuota();
  readonly #slices = new Slices();
  readonly #deliveries = new Deliveries();
  readonly #heartbeats = new Heartbeats<SyncStream>((streams) => void this.#slices.run(beatAll(streams)));
  #isClosed = false;

  constructor() {
    watchCredentials(this);
    rulesetStore().onSwap((projectId, version) => {
      if (version === undefined) this.#end(({ of }) => of.projectId === projectId);
      else void this.#follow(projectId);
    });
    // Its clients connect again, so that the project is followed again.
    rulesetStore().onLetGo((projectId) => this.#end(({ of }) => of.projectId === projectId));
  }

  /**
   * Opens a stream, or throws before anything is sent.
   * @throws ServiceError 429, 503 when too many are open, or the process stops
   */
  async open(live: LiveRuleset, owner: StreamOwner, sink: DocumentSink): Promise<void> {
    if (this.#isClosed) throw new ServiceError("unavailable", "The server is stopping");
    this.#quota.take(owner.id);
    const stream = new SyncStream(live, owner, sink, this.#deliveries, this.#heartbeats, () => {
      this.#open.delete(stream);
      this.#quota.give(owner.id);
    });
    // From now on it hears about changes, so that nothing is missed after the first document.
    this.#open.add(stream);
    try {
      const document = await flagdDocument(live);
      if (isHeld(live)) stream.send(document);
      else await this.#follow(live.projectId);
    } catch (error) {
      stream.release();
      throw error;
    }
  }

  /** Sends the current flags, and ends. */
  async once(live: LiveRuleset, sink: DocumentSink): Promise<void> {
    const { bytes } = await flagdDocument(live);
    const over = () => this.#deliveries.over(recipient);
    const deliver = () =>
      sink.send(bytes, () => {
        over();
        sink.end();
      });
    const recipient = { bytes: bytes.length, deliver, cut: () => sink.cut() };
    sink.onceClosed(over);
    this.#deliveries.ask(recipient);
  }

  credentials(): string[] {
    return [...new Set([...this.#open].map(({ owner }) => owner.id))];
  }

  endCredential(credentialId: string): void {
    this.#end(({ owner }) => owner.id === credentialId);
  }

  /** Ends every stream and opens no more. */
  close(): void {
    this.#isClosed = true;
    this.#end(() => true);
  }

  #end(isMeant: (stream: SyncStream) => boolean): void {
    for (const stream of [...this.#open]) if (isMeant(stream)) stream.end();
  }

  /** Sends a project's changes. */
  async #follow(projectId: string): Promise<void> {
    const streams = [...this.#open].filter(({ of }) => of.projectId === projectId);
    for (const environment of new Set(streams.map(({ of }) => of.environment))) {
      const own = streams.filter(({ of }) => of.environment === environment);
      const live = rulesetStore().held(projectId, environment);
      if (live === undefined) this.#end((stream) => own.includes(stream));
      else await this.#send(live, own);
    }
  }

  async #send(live: LiveRuleset, streams: readonly SyncStream[]): Promise<void> {
    try {
      const document = await flagdDocument(live);
      // A later state is sent by itself.
      if (isHeld(live)) await this.#slices.run(sendAll(streams, document));
    } catch (error) {
      log.error({ err: error }, "flag definitions could not be written; their streams end");
      this.#end((stream) => streams.includes(stream));
    }
  }
}

/** Whether evaluation answers by this ruleset. */
function isHeld({ projectId, environment, version }: LiveRuleset): boolean {
  const now = rulesetStore().held(projectId, environment);
  return now !== undefined && isSameVersion(now.version, version);
}

function* sendAll(streams: readonly SyncStream[], document: FlagdDocument): Steps {
  for (const stream of streams) yield stream.send(document);
}

function* beatAll(streams: Iterable<SyncStream>): Steps {
  for (const stream of streams) yield stream.beat();
}
