import { useSyncExternalStore } from "react";

/*
 * Much of a page's code comes with its first use. Without a network, or after an update of the server, it cannot come. The
 * page says so in one place, and nothing of it is lost.
 */

interface MissingCode {
  /** Some code was asked for and did not come. */
  readonly isMissing: boolean;
  /** Grows each time that it is worth asking again. */
  readonly attempt: number;
}

const atFirst: MissingCode = { isMissing: false, attempt: 0 };
let state = atFirst;
const listeners = new Set<() => void>();

function change(next: MissingCode): void {
  state = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useMissingCode = (): MissingCode =>
  useSyncExternalStore(
    subscribe,
    () => state,
    () => atFirst,
  );

export function noteMissingCode(): void {
  if (!state.isMissing) change({ ...state, isMissing: true });
}

/** What is still wanted is asked for again. */
export const askAgain = (): void => change({ isMissing: false, attempt: state.attempt + 1 });
