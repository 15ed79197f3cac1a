import type { GuidonError } from "./guidon-error";
import type { GuidonState, GuidonStatus } from "./status";

/** The state of a client: where the ruleset came from, when the server was last heard from, and what failed since. */
export class Progress {
  /** By a monotonic clock. */
  #contactAt = performance.now();
  #error: GuidonError | null = null;
  #isClosed = false;
  source: GuidonStatus["source"] = null;
  updates: GuidonStatus["updates"] = null;

  /** @param onChange called when the state has changed */
  constructor(private readonly onChange: () => void) {}

  get error(): GuidonError | null {
    return this.#error;
  }

  get state(): GuidonState {
    if (this.#isClosed) return "closed";
    if (this.#error?.isFinal) return "refused";
    if (this.source === null) return "starting";
    return this.#error === null ? "ready" : "stale";
  }

  /** The time since the server was last heard from, or since the start. */
  get ageMs(): number {
    return Math.round(performance.now() - this.#contactAt);
  }

  get staleForMs(): number | null {
    return this.state === "ready" ? null : this.ageMs;
  }

  loaded(source: NonNullable<GuidonStatus["source"]>): void {
    this.#change(() => {
      this.source = source;
    });
  }

  contact(by: "stream" | "poll"): void {
    this.#contactAt = performance.now();
    this.updates = by;
    if (this.#error !== null) this.#fail(null);
  }

  failed(error: GuidonError): void {
    this.#fail(error);
  }

  close(): void {
    this.#change(() => {
      this.#isClosed = true;
    });
  }

  #fail(error: GuidonError | null): void {
    this.#change(() => {
      this.#error = error;
    });
  }

  #change(make: () => void): void {
    const before = this.state;
    make();
    if (this.state !== before) this.onChange();
  }
}
