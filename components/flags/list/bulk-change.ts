import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { refresh } from "@/components/live/stale-queries";
import { toast } from "@/components/ui/toast";
import { describeError, isApiError } from "@/lib/client/api-error";
import type { ListedFlag } from "@/lib/contract/flag-list";
import { saveFlagEdit, wholeFlag } from "../api";
import { countFlags } from "../words";

/** What several flags can be changed to at once. */
export type BulkActionId = "addTag" | "removeTag" | "turnOff" | "archive";

/** The fields that such a change sends. */
export type BulkFields = Partial<Pick<ListedFlag, "tags" | "enabled" | "status">>;

export interface BulkAction {
  /** Of the button and the dialog: "Turn off". */
  verb: string;
  /** What has been done: "Turned off". */
  done: string;
  /** It asks for a tag. */
  isOfTag: boolean;
  /** Everybody then gets what the flag serves while it is off. */
  isTurningOff: boolean;
  /** Why a flag is left as it is. */
  unchanged: string;
  /** The fields that are to be other ones; null: the flag is so already. */
  change: (flag: ListedFlag, tag: string) => BulkFields | null;
}

export const bulkActions: Record<BulkActionId, BulkAction> = {
  addTag: {
    verb: "Add a tag to",
    done: "Tagged",
    isOfTag: true,
    isTurningOff: false,
    unchanged: "has the tag already",
    change: ({ tags }, tag) => (tags.includes(tag) ? null : { tags: [...tags, tag] }),
  },
  removeTag: {
    verb: "Remove a tag from",
    done: "Took the tag off",
    isOfTag: true,
    isTurningOff: false,
    unchanged: "does not have the tag",
    change: ({ tags }, tag) => (tags.includes(tag) ? { tags: tags.filter((other) => other !== tag) } : null),
  },
  turnOff: {
    verb: "Turn off",
    done: "Turned off",
    isOfTag: false,
    isTurningOff: true,
    unchanged: "is off already",
    change: ({ enabled }) => (enabled ? { enabled: false } : null),
  },
  archive: {
    verb: "Archive",
    done: "Archived",
    isOfTag: false,
    isTurningOff: true,
    unchanged: "is archived already",
    change: ({ status }) => (status === "archived" ? null : { status: "archived" }),
  },
};

interface Run {
  done: number;
  total: number;
}

/** Changes flags one by one, and says how far it is. Leaving the dialog stops it after those that have begun. */
export function useBulkChange(projectId: string, action: BulkAction) {
  const queryClient = useQueryClient();
  const [progress, setProgress] = useState<Run | null>(null);
  const stop = useRef(new AbortController());
  useEffect(() => {
    const controller = new AbortController();
    stop.current = controller;
    return () => controller.abort();
  }, []);

  const save = async (
    changes: readonly FlagChange[],
    comment: string | undefined,
    options: { signal: AbortSignal; onProgress: (done: number) => void },
  ): Promise<BulkResult> => {
    const result = await changeFlags(changes, {
      save: ({ flag, ...edit }) => saveFlagEdit(flag, wholeFlag, { ...edit, comment }),
      what: action.verb.toLowerCase(),
      ...options,
    });
    await refresh(queryClient, projectId, { resource_type: "flag" });
    return result;
  };

  const takeBack = async (changed: readonly FlagChange[]) => {
    const { failed } = await save(wayBack(changed), undefined, {
      signal: new AbortController().signal,
      onProgress: () => {},
    });
    if (failed.length > 0) toast.error(`Could not take back ${countFlags(failed.length)}. ${failed[0]?.reason ?? ""}`);
  };

  /** Says what was done, with a way back. @returns what came of each */
  const run = async (changes: readonly FlagChange[], comment: string | undefined): Promise<BulkResult> => {
    setProgress({ done: 0, total: changes.length });
    const result = await save(changes, comment, {
      signal: stop.current.signal,
      onProgress: (done) => setProgress({ done, total: changes.length }),
    });
    setProgress(null);
    const { changed } = result;
    if (changed.length > 0) {
      toast(`${action.done} ${countFlags(changed.length)}`, {
        action: { label: "Undo", onClick: () => void takeBack(changed) },
      });
    }
    return result;
  };
  return { run, progress };
}

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

interface BulkResult {
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
