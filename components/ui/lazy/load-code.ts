import { useSyncExternalStore } from "react";
import { isOffline } from "@/lib/client/is-offline";

/*
 * Some of a page's code is loaded with its first use. Without a network, or after an update of the server, it cannot
 * be. The page then says so in one place (LoadFailureNote) and keeps what was typed.
 */

interface LoadState {
  /** Some code was wanted and could not be loaded: there is no network, or the server did not give it. */
  readonly failure: "offline" | "refused" | null;
  /** Grows each time that it is worth trying again. */
  readonly attempt: number;
}

const initial: LoadState = { failure: null, attempt: 0 };
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
    if (state.failure === null) change({ ...state, failure: isOffline() ? "offline" : "refused" });
    return undefined;
  }
}

/** Whatever is still wanted is loaded again. */
export const retryLoading = (): void => change({ failure: null, attempt: state.attempt + 1 });
