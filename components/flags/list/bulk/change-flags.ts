import { describeError, isApiError } from "@/lib/client/api-error";
import type { ListedFlag } from "@/lib/contract/flag-list";
import type { BulkFields } from "./bulk-actions";

/** The fields to change of a flag: as they are, and as they shall be. */
export interface FlagChange {
  flag: Pick<ListedFlag, "id" | "project_id" | "key" | "name">;
  opened: BulkFields;
  change: BulkFields;
}

export interface FailedChange extends FlagChange {
  /** In a sentence. */
  reason: string;
}

export interface BulkResult {
  changed: FlagChange[];
  failed: FailedChange[];
}

/** Saves at the same time: quick, and the server stays free for others. */
const AT_ONCE = 4;

/** How often a change waits on the server's demand (429) before it counts as failed. */
const MOST_WAITS = 3;

interface Options {
  /** Saves one: a transaction of its own. */
  save: (change: FlagChange) => Promise<unknown>;
  /** Completes "Could not …" of one flag. */
  what: string;
  /** Called with the number of finished saves, successful or not. */
  onProgress: (done: number) => void;
  /** On abort, saves that have not begun are left out. */
  signal: AbortSignal;
  /** Waits for the time in `Retry-After`. */
  wait?: (seconds: number) => Promise<void>;
}

/** Saves each change by itself: one that fails leaves the others as they are. */
export async function changeFlags(changes: readonly FlagChange[], options: Options): Promise<BulkResult> {
  const { save, what, onProgress, signal, wait = waitSeconds } = options;
  const result: BulkResult = { changed: [], failed: [] };
  const left = [...changes];
  const work = async () => {
    for (let next = left.shift(); next !== undefined && !signal.aborted; next = left.shift()) {
      try {
        await patiently(next, { save, wait, signal });
        result.changed.push(next);
      } catch (error) {
        result.failed.push({ ...next, reason: describeError(error, what) });
      }
      onProgress(result.changed.length + result.failed.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return result;
}

async function patiently(
  change: FlagChange,
  { save, wait, signal }: Required<Pick<Options, "save" | "wait" | "signal">>,
): Promise<void> {
  for (let waits = 0; ; waits += 1) {
    try {
      await save(change);
      return;
    } catch (error) {
      if (!isApiError(error, 429) || waits === MOST_WAITS || signal.aborted) throw error;
      await wait(error.retryAfterSeconds ?? 1);
    }
  }
}

const waitSeconds = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1_000));

/** The changes that undo these, and keep what others have changed since. */
export const wayBack = (changes: readonly FlagChange[]): FlagChange[] =>
  changes.map(({ flag, opened, change }) => ({ flag, opened: change, change: opened }));
