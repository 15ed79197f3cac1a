import type { QueryClient } from "@tanstack/react-query";
import type { Changed } from "./stale-queries";
import { refresh } from "./stale-queries";

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
