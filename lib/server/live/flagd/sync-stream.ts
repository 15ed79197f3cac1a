import type { EventSink } from "../../exchange";
import type { LiveRuleset } from "../live-project";
import type { StreamOwner } from "../streams/stream-client";
import type { FlagdDocument } from "./flagd-documents";

/** Then a client connects anew, and is judged anew. Up to a tenth sooner, so that not all of them come at once. */
const LONGEST_MS = 60 * 60_000;

/** One stream of flagd. A client that does not read holds up one document, and gets the newest when it reads on. */
export class SyncStream {
  readonly of: Pick<LiveRuleset, "projectId" | "environment">;
  readonly #end: NodeJS.Timeout;
  #sent: string | undefined;
  #isBehind = false;
  #next: FlagdDocument | undefined;
  #isOver = false;

  /** @param released is called once, when the stream is over */
  constructor(
    { projectId, environment }: LiveRuleset,
    readonly owner: StreamOwner,
    private readonly sink: EventSink,
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
    if (this.#isOver || this.#sent === document.etag) return;
    if (this.#isBehind) {
      this.#next = document;
      return;
    }
    this.#sent = document.etag;
    if (this.sink.write(document.bytes)) return;
    this.#isBehind = true;
    this.sink.onceDrained(() => this.#goOn());
  }

  end(): void {
    if (this.#isOver) return;
    this.release();
    this.sink.end();
  }

  /** Counts it out; nothing is sent any more. */
  release(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#end);
    this.released();
  }

  #goOn(): void {
    this.#isBehind = false;
    const next = this.#next;
    this.#next = undefined;
    if (next !== undefined) this.send(next);
  }
}
