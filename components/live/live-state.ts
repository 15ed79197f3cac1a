import { useSyncExternalStore } from "react";
import { Store } from "@/lib/client/store";
import type { Change, Viewer } from "@/lib/contract/change";

/** What the page has heard about other people. */
interface LiveState {
  /** False: changes are not heard at present. Undefined until the first stream is open. */
  readonly isUp: boolean | undefined;
  readonly viewers: readonly Viewer[];
  /** The last change that somebody else made to each resource, by its id. */
  readonly changes: ReadonlyMap<string, Change>;
}

/** Changes that are remembered: about as many resources as a person has open. */
const REMEMBERED = 500;

const atFirst: LiveState = { isUp: undefined, viewers: [], changes: new Map() };
const state = new Store(atFirst);
const set = (next: Partial<LiveState>): void => state.set({ ...state.get(), ...next });

export const liveState = {
  setUp: (isUp: boolean): void => {
    if (state.get().isUp !== isUp) set({ isUp });
  },
  setViewers: (viewers: readonly Viewer[]): void => set({ viewers }),
  remember: (heard: readonly Change[]): void => {
    const changes = new Map(state.get().changes);
    for (const change of heard) {
      if (change.resource_id === undefined) continue;
      // Deleting it first moves it behind the others, so that the oldest go first.
      changes.delete(change.resource_id);
      changes.set(change.resource_id, change);
    }
    set({ changes: new Map([...changes].slice(-REMEMBERED)) });
  },
  /** The page shows another project, or none. */
  reset: (): void => set(atFirst),
};

/** A part of the state. `pick` must return the same object while nothing in it has changed. */
export const useLiveState = <T>(pick: (known: LiveState) => T): T =>
  useSyncExternalStore(
    state.subscribe,
    () => pick(state.get()),
    () => pick(atFirst),
  );
