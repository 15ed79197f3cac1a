export interface StandingListener {
  /** The values are what the server has, again. Of the first answer, whoever follows a context hears by that. */
  current(): void;
  /** The values are what the server had when it was last heard. */
  stale(why: string, since: Date): void;
  /** The server will not answer this key, as long as nobody changes that. */
  refused(why: string): void;
}

/** How the values stand to what the server has. Each change of it is told once. */
export class Standing {
  #state: "unknown" | "current" | "stale" | "refused" = "unknown";
  /** Values that a server has put into the page are as old as that, at least. */
  #heardAt = new Date();

  constructor(private readonly listener: StandingListener) {}

  /** The server has given a sign of life, and has told of every change until then. */
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
