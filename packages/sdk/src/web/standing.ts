export interface StandingListener {
  /** The values are current again. For the first answer, the caller that follows a context is told instead. */
  current(): void;
  /** The values are those of the last contact with the server. */
  stale(why: string, since: Date): void;
  /** The server refuses this key until somebody changes it. */
  refused(why: string): void;
}

/** Whether the values are current. Each change of that is reported once. */
export class Standing {
  #state: "unknown" | "current" | "stale" | "refused" = "unknown";
  /** Values that a server has put into the page are at least as old as the page. */
  #heardAt = new Date();

  constructor(private readonly listener: StandingListener) {}

  /** The server was heard from, and has announced every change until then. */
  heard(at = new Date()): void {
    this.#heardAt = at;
  }

  /** The server has answered. */
  reach(): void {
    this.heard();
    const isBack = this.#state === "stale" || this.#state === "refused";
    this.#state = "current";
    if (isBack) this.listener.current();
  }

  /** @param isHolding whether there are values that are stale */
  lose(why: string, isHolding: boolean): void {
    const isNews = this.#state !== "stale";
    this.#state = "stale";
    if (isNews && isHolding) this.listener.stale(why, this.#heardAt);
  }

  refuse(why: string): void {
    if (this.#state === "refused") return;
    this.#state = "refused";
    this.listener.refused(why);
  }
}
