import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { actorSchema, resourceTypeSchema } from "@/lib/contract/audit";
import { getDb } from "../db/client";
import { isRelay } from "../is-relay";
import { log } from "../log";
import { logSeldom } from "../log-seldom";
import { processState } from "../process-state";
import { followByListening } from "./follow-by-listening";
import { followByPolling } from "./follow-by-polling";

/** Between attempts to follow the database again: twice as long each time. */
const RETRY_MS = { first: 100, last: 2_000 };

const writtenSchema = z.object({
  resource_type: resourceTypeSchema,
  resource_id: z.string(),
  flag_id: z.string().nullable(),
  action: z.string(),
});

const changeSchema = z.discriminatedUnion("type", [
  /**
   * A project's flags, rules or segments are now at this revision. The token tells it from one of the same number in
   * another history of the database; it is null for a project that was deleted, and absent from instances that are
   * older.
   */
  z.object({
    type: z.literal("revision"),
    project: z.string(),
    revision: z.number(),
    token: z.string().nullish(),
  }),
  /** An API key was revoked or changed, or whoever has a session (its id) may see less. */
  z.object({ type: z.literal("key"), id: z.string() }),
  /** Audit entries were written: migration `announce_changes` makes the notice. */
  z.object({
    type: z.literal("change"),
    /** Null: it concerns the installation. */
    project: z.string().nullable(),
    request_id: z.string(),
    actor: actorSchema,
    /** Null: too many for a notice. */
    changes: z.array(writtenSchema).nullable(),
  }),
  /** A member's page says which flag it shows. */
  z.object({
    type: z.literal("viewer"),
    project: z.string(),
    client: z.string(),
    member: z.string(),
    name: z.string(),
    flag: z.string().nullable(),
  }),
]);

type Told = z.infer<typeof changeSchema>;
/** What one write did. */
export type WrittenChange = Extract<Told, { type: "change" }>;
export type ViewerNotice = Extract<Told, { type: "viewer" }>;

/** What another instance (or this one) committed. `resync`: the feed was down, so anything may have changed. */
type Change = Told | { type: "resync" };

type Listener = (change: Change) => void;

/** How one way to follow the database tells what it hears. */
export interface Follower {
  /** From now on changes are heard. */
  up(): void;
  tell(change: Change): void;
  /** A notice as it came from the database. */
  tellNotice(payload: string | undefined): void;
  /** Aborted when the feed closes. */
  signal: AbortSignal;
}

/**
 * What is committed, as it happens: through LISTEN, or by asking each second where a pooler allows no LISTEN. It starts
 * again by itself when the database is silent or gone, and says `resync` each time it has.
 */
class ChangeFeed {
  readonly #listeners = new Set<Listener>();
  readonly #closed = new AbortController();
  #isUp = false;
  #following: Promise<void> = Promise.resolve();

  isUp(): boolean {
    return this.#isUp;
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(): void {
    this.#following = this.#follow();
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await this.#following;
  }

  async #follow(): Promise<void> {
    const { signal } = this.#closed;
    let pause = RETRY_MS.first;
    const follower: Follower = {
      signal,
      up: () => {
        pause = RETRY_MS.first;
        this.#isUp = true;
        this.#tell({ type: "resync" });
      },
      tell: (change) => this.#tell(change),
      tellNotice: (payload) => this.#tell(parseChange(payload)),
    };
    while (!signal.aborted) {
      try {
        await (getDb().pooler === "transaction" ? followByPolling(follower) : followByListening(follower));
      } catch (error) {
        if (!signal.aborted) logSeldom("warn", { err: error }, "change feed is down; it will be up again by itself");
      }
      this.#isUp = false;
      await delay(pause, undefined, { signal, ref: false }).catch(() => {});
      pause = Math.min(pause * 2, RETRY_MS.last);
    }
  }

  #tell(change: Change | undefined): void {
    if (change === undefined) return;
    for (const listener of this.#listeners) listener(change);
  }
}

function parseChange(payload: string | undefined): Change | undefined {
  try {
    return changeSchema.parse(JSON.parse(payload ?? ""));
  } catch (error) {
    log.warn({ err: error, payload }, "change feed ignored a notice it cannot read");
    return undefined;
  }
}

/** The process's feed; it starts at first use. */
export const changeFeed = (): ChangeFeed =>
  processState("change-feed", () => {
    const feed = new ChangeFeed();
    // A relay hears of changes in another way.
    if (!isRelay()) feed.start();
    return feed;
  });
