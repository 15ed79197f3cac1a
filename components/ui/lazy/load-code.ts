import { useSyncExternalStore } from "react";

/*
 * Some of a page's code is loaded with its first use. Without a network, or after an update of the server, it cannot be.
 * The page then says so in one place (LoadFailureNote) and keeps what was typed.
 */

interface LoadState {
  /** Some code was wanted and could not be loaded. */
  readonly hasFailed: boolean;
  /** Grows each time that it is worth trying again. */
  readonly attempt: number;
}

const initial: LoadState = { hasFailed: false, attempt: 0 };
let state = initial;
const listeners = new Set<() => void>();

function change(next: LoadState): void {
  state = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useLoadState = (): LoadState =>
  useSyncExternalStore(
    subscribe,
    () => state,
    () => initial,
  );

/**
 * Loads code that somebody waits for.
 * @param load an `import()`, or what makes something of one
 * @returns undefined when it cannot be loaded, which the page says by itself
 */
export async function loadCode<T>(load: () => Promise<T>): Promise<T | undefined> {
  try {
    return await load();
  } catch {
    if (!state.hasFailed) change({ ...state, hasFailed: true });
    return undefined;
  }
}

/** Whatever is still wanted is loaded again. */
export const retryLoading = (): void => change({ hasFailed: false, attempt: state.attempt + 1 });
