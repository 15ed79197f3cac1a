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

/** The pause before the database is followed again after a failure: it doubles each time. */
const RETRY_MS = { first: 100, last: 2_000 };

const writtenSchema = z.object({
  resource_type: resourceTypeSchema,
  resource_id: z.string(),
  flag_id: z.string().nullable(),
  action: z.string(),
});

const changeSchema = z.discriminatedUnion("type", [
  /**
   * A project's flags, rules or segments changed, and this is its new revision. The token tells it from a revision with
   * the same number in another history of the database. It is null for a deleted project, and absent in notices of
   * older instances.
   */
  z.object({
    type: z.literal("revision"),
    project: z.string(),
    revision: z.number(),
    token: z.string().nullish(),
  }),
  /** An API key was revoked or changed, or a session (by its id) may see less than before. */
  z.object({ type: z.literal("key"), id: z.string() }),
  /** Audit entries were written: the trigger of migration `announce_changes` makes the notice. */
  z.object({
    type: z.literal("change"),
    /** Null: it concerns the installation. */
    project: z.string().nullable(),
    request_id: z.string(),
    actor: actorSchema,
    /** Null: too many for one notice. */
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

type ChangeNotice = z.infer<typeof changeSchema>;
/** The changes of one write. */
export type WrittenChange = Extract<ChangeNotice, { type: "change" }>;
export type ViewerNotice = Extract<ChangeNotice, { type: "viewer" }>;

/**
 * A change that another instance (or this one) committed. `resync`: the feed was interrupted, so anything may have
 * changed.
 */
export type Change = ChangeNotice | { type: "resync" };

type Listener = (change: Change) => void;

/** How a follower of the database reports what it hears. */
export interface Follower {
  /** Changes are heard from now on. */
  up(): void;
  tell(change: Change): void;
  /** Reports a notice as the database sent it. */
  tellNotice(payload: string | undefined): void;
  /** Aborted when the feed closes. */
  signal: AbortSignal;
}

/**
 * Announces what is committed, as it happens: through LISTEN, or by asking once a second where a pooler prevents
 * LISTEN. It starts again by itself when the database was silent or unreachable, and then announces `resync`.
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

/** The process's feed, which starts at its first use. */
export const changeFeed = (): ChangeFeed =>
  processState("change-feed", () => {
    const feed = new ChangeFeed();
    // A relay hears about changes in another way.
    if (!isRelay()) feed.start();
    return feed;
  });
