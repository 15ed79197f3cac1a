import type { LiveRuleset } from "../live-project";
import type { Heartbeats } from "../streams/heartbeats";
import { type StreamOwner, StreamTerm } from "../streams/stream-term";
import type { Deliveries, Recipient } from "./deliveries";
import type { DocumentSink } from "./document-sink";
import type { FlagdDocument } from "./flagd-documents";

/**
 * One stream of flagd's protocol. A client that does not read holds up one document, and gets the newest one when it
 * continues.
 */
export class SyncStream implements Recipient {
  readonly of: Pick<LiveRuleset, "projectId" | "environment">;
  readonly #term: StreamTerm;
  readonly #stopBeats: () => void;
  #sent: string | undefined;
  /** The document that it gets next. */
  #next: FlagdDocument | undefined;
  #state: "idle" | "waiting" | "under way" | "over" = "idle";

  /** @param released is called once, when the stream is over */
  constructor(
    { projectId, environment }: Pick<LiveRuleset, "projectId" | "environment">,
    readonly owner: StreamOwner,
    private readonly sink: DocumentSink,
    private readonly deliveries: Deliveries,
    heartbeats: Heartbeats<SyncStream>,
    private readonly released: () => void,
  ) {
    this.of = { projectId, environment };
    this.#term = new StreamTerm(owner);
    this.#stopBeats = heartbeats.add(this);
    sink.onceClosed(() => this.release());
  }

  /** Sends a document, unless the client has it. */
  send(document: FlagdDocument): void {
    if (this.#state === "over") return;
    this.#next = this.#sent === document.etag ? undefined : document;
    if (this.#state !== "idle" || this.#next === undefined) return;
    this.#state = "waiting";
    this.deliveries.ask(this);
  }

  get bytes(): number {
    return this.#next?.bytes.length ?? 0;
  }

  deliver(): void {
    if (this.#state !== "waiting") return;
    const document = this.#next;
    this.#next = undefined;
    this.#state = "under way";
    if (document === undefined) {
      this.#taken();
      return;
    }
    this.#sent = document.etag;
    this.sink.send(document.bytes, () => this.#taken());
  }

  /** Is called every few seconds: ends the stream when its time has come. */
  beat(): void {
    if (this.#term.isOver) this.end();
  }

  end(): void {
    if (this.#state === "over") return;
    const isUnread = this.#state === "under way";
    this.release();
    // A goodbye would not arrive before what is unread.
    if (isUnread) this.sink.cut();
    else this.sink.end();
  }

  cut(): void {
    this.release();
    this.sink.cut();
  }

  /** Ends the stream's accounting; nothing is sent any more. */
  release(): void {
    if (this.#state === "over") return;
    this.#state = "over";
    this.#stopBeats();
    this.deliveries.over(this);
    this.released();
  }

  #taken(): void {
    if (this.#state !== "under way") return;
    this.#state = "idle";
    this.deliveries.over(this);
    if (this.#next !== undefined) this.send(this.#next);
  }
}
