import { useSyncExternalStore } from "react";
import type { Change, Viewer } from "@/lib/contract/change";

/** What the page has heard of others. */
interface LiveState {
  /** False: others' changes are not heard. Undefined until the first stream is open. */
  readonly isUp: boolean | undefined;
  readonly viewers: readonly Viewer[];
  /** The last change of each resource that somebody else made, by its id. */
  readonly changes: ReadonlyMap<string, Change>;
}

/** Changes that are remembered: as many resources as a person may have open. */
const REMEMBERED = 500;

const atFirst: LiveState = { isUp: undefined, viewers: [], changes: new Map() };
let state = atFirst;
const listeners = new Set<() => void>();

function set(next: Partial<LiveState>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

export const liveState = {
  setUp: (isUp: boolean): void => {
    if (state.isUp !== isUp) set({ isUp });
  },
  setViewers: (viewers: readonly Viewer[]): void => set({ viewers }),
  remember: (heard: readonly Change[]): void => {
    const changes = new Map(state.changes);
    for (const change of heard) {
      if (change.resource_id === undefined) continue;
      // Behind those that were remembered before it.
      changes.delete(change.resource_id);
      changes.set(change.resource_id, change);
    }
    set({ changes: new Map([...changes].slice(-REMEMBERED)) });
  },
  /** Who changed a resource last, as far as it was heard. */
  lastChange: (resourceId: string): Change | undefined => state.changes.get(resourceId),
  /** Another project is shown, or none. */
  reset: (): void => set(atFirst),
};

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A part of what is known; `pick` gives the same object while it is the same. */
export const useLiveState = <T>(pick: (known: LiveState) => T): T =>
  useSyncExternalStore(
    subscribe,
    () => pick(state),
    () => pick(atFirst),
  );
