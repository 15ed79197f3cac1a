"use client";

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { isOwnRequest } from "@/lib/client/api-client";
import { Store } from "@/lib/client/store";
import type { Change, Viewer } from "@/lib/contract/change";
import { listenShared } from "./change-stream";
import { type Changed, refresh } from "./stale-queries";

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

const liveState = {
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
export function useLiveState<T>(pick: (known: LiveState) => T): T {
  return useSyncExternalStore(
    state.subscribe,
    () => pick(state.get()),
    () => pick(atFirst),
  );
}

/**
 * A change is shown at once. When many come, such as from a script, the page must not read again for each: it may do so
 * ten times, and once more for every two seconds that pass.
 */
const PACE = { atOnce: 10, everyMs: 2_000 };
/**
 * Milliseconds that a change waits for the page's own saves: an answer that is older than a save would undo it on
 * screen.
 */
const WAIT_FOR_SAVES = { everyMs: 100, mostMs: 2_000 };

let holds = 0;

/** Holds back changes of others while somebody drags. @returns ends the hold */
export function holdRefresh(): () => void {
  holds += 1;
  return () => {
    holds -= 1;
  };
}

/** Reads again the data of a project that others have changed, at a bounded rate. */
export class Refresher {
  #changes: Changed[] = [];
  #isAll = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tokens = PACE.atOnce;
  #filledAt = Date.now();
  #waitedMs = 0;

  constructor(
    private readonly queryClient: QueryClient,
    private readonly projectId: string | null,
  ) {}

  /** @param changes null: which resources changed is not known */
  add(changes: readonly Changed[] | null): void {
    if (changes === null) this.#isAll = true;
    else this.#changes.push(...changes);
    if (this.#timer === undefined) this.#plan();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #refill(): void {
    const filled = Math.floor((Date.now() - this.#filledAt) / PACE.everyMs);
    this.#tokens = Math.min(PACE.atOnce, this.#tokens + filled);
    this.#filledAt += filled * PACE.everyMs;
  }

  #plan(): void {
    this.#refill();
    const pause = this.#tokens > 0 ? 0 : this.#filledAt + PACE.everyMs - Date.now();
    this.#timer = setTimeout(() => this.#run(), pause);
  }

  #run(): void {
    const isSaving = this.queryClient.isMutating() > 0 && this.#waitedMs < WAIT_FOR_SAVES.mostMs;
    if (isSaving || holds > 0) {
      this.#waitedMs += WAIT_FOR_SAVES.everyMs;
      this.#timer = setTimeout(() => this.#run(), WAIT_FOR_SAVES.everyMs);
      return;
    }
    this.#waitedMs = 0;
    this.#refill();
    this.#tokens = Math.max(0, this.#tokens - 1);
    this.#timer = undefined;
    const changes = this.#changes.splice(0);
    if (this.#isAll) void this.queryClient.invalidateQueries();
    else void refresh(this.queryClient, this.projectId, ...changes);
    this.#isAll = false;
  }
}

/** The largest age of cached data on a page that was looked at before. */
const CACHED_MS = 60_000;

let isFirst = true;

/** The time from which changes matter: when the page's document was requested. */
function shownSince(): number {
  const since = isFirst ? performance.timeOrigin : Date.now() - CACHED_MS;
  isFirst = false;
  return since;
}

/**
 * Keeps a project's pages current when others change something; null: the pages that belong to no project. Renders
 * nothing.
 */
export function LiveUpdates({ projectId }: { projectId: string | null }) {
  const queryClient = useQueryClient();
  useEffect(() => {
    const refresher = new Refresher(queryClient, projectId);
    const stop = listenShared({
      projectId,
      since: shownSince(),
      hear: (message) => {
        if (message.kind === "connection") liveState.setUp(message.isUp);
        if (message.kind === "viewers") liveState.setViewers(message.viewers);
        if (message.kind !== "change") return;
        const { is_complete: isComplete, changes } = message.event;
        // The page already shows its own changes.
        const others = changes.filter(({ request_id }) => !isOwnRequest(request_id));
        if (others.length > 0) liveState.remember(others);
        if (!isComplete) refresher.add(null);
        else if (others.length > 0) refresher.add(others);
      },
    });
    return () => {
      stop();
      refresher.close();
      liveState.reset();
    };
  }, [queryClient, projectId]);
  return null;
}
