import type { LiveRuleset } from "../live-project";
import type { StreamOwner } from "../streams/stream-client";
import type { Deliveries, Recipient } from "./deliveries";
import type { DocumentSink } from "./document-sink";
import type { FlagdDocument } from "./flagd-documents";

/** Then a client connects anew, and is judged anew. Up to a tenth sooner, so that not all of them come at once. */
const LONGEST_MS = 60 * 60_000;

/** One stream of flagd. A client that does not read holds up one document, and gets the newest when it reads on. */
export class SyncStream implements Recipient {
  readonly of: Pick<LiveRuleset, "projectId" | "environment">;
  readonly #end: NodeJS.Timeout;
  #sent: string | undefined;
  /** What it is to get next. */
  #next: FlagdDocument | undefined;
  #state: "idle" | "waiting" | "under way" | "over" = "idle";

  /** @param released is called once, when the stream is over */
  constructor(
    { projectId, environment }: LiveRuleset,
    readonly owner: StreamOwner,
    private readonly sink: DocumentSink,
    private readonly deliveries: Deliveries,
    private readonly released: () => void,
  ) {
    this.of = { projectId, environment };
    const longest = LONGEST_MS * (1 - Math.random() / 10);
    const left = owner.expiresAt === null ? longest : Math.min(longest, owner.expiresAt - Date.now());
    this.#end = setTimeout(() => this.end(), left).unref();
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

  end(): void {
    if (this.#state === "over") return;
    const isUnread = this.#state === "under way";
    this.release();
    // A goodbye would not arrive before what is not read.
    if (isUnread) this.sink.cut();
    else this.sink.end();
  }

  cut(): void {
    this.release();
    this.sink.cut();
  }

  /** Counts it out; nothing is sent any more. */
  release(): void {
    if (this.#state === "over") return;
    this.#state = "over";
    clearTimeout(this.#end);
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
