import { log } from "../log";
import { processState } from "../process-state";

type Listener = (projectId: string, revision: number) => Promise<void>;

const listeners = () => processState("local-changes", () => new Set<Listener>());

/** Has `listener` called, and waited for, after every change that this process commits. */
export function onLocalChange(listener: Listener): void {
  listeners().add(listener);
}

/**
 * Tells this process of a change that it has just committed, and waits until it answers by it: whoever writes and then
 * evaluates here must see what they wrote. Never throws, for the change is made; the change feed and the poll remain.
 * @param revision the project's new revision.
 */
export async function announceLocally(projectId: string, revision: number): Promise<void> {
  for (const listener of listeners()) {
    try {
      await listener(projectId, revision);
    } catch (error) {
      log.warn({ err: error, projectId, revision }, "could not catch up with a change of our own");
    }
  }
}
