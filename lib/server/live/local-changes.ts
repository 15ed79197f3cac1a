import { log } from "../log";
import { processState } from "../process-state";
import { ServiceError } from "../service-error";

/** The new state of a project after a write. */
export interface LocalChange {
  projectId: string;
  revision: number;
  /** Null: the project was deleted. */
  token: string | null;
}

type Listener = (change: LocalChange) => Promise<void>;

const listeners = () => processState("local-changes", () => new Set<Listener>());

/** Calls `listener`, and waits for it, after every change that this process commits. */
export function onLocalChange(listener: Listener): void {
  listeners().add(listener);
}

/**
 * Announces a change that this process has just committed, and waits until evaluation answers with it: a client that
 * writes and then evaluates here must see its own write.
 * @throws ServiceError 503 when that failed: the change is stored, but evaluation may not answer with it yet.
 */
export async function announceLocally(change: LocalChange): Promise<void> {
  for (const listener of listeners()) {
    try {
      await listener(change);
    } catch (error) {
      log.warn({ err: error, ...change }, "could not catch up with a change of our own; the next poll tries again");
      throw new ServiceError("unavailable", "The change is stored, but not yet in force: the database went away", {
        retryAfter: 5,
      });
    }
  }
}
