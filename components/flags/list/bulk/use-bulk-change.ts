import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { refresh } from "@/components/live/stale-queries";
import { toast } from "@/components/ui/toast";
import { saveFlagEdit, wholeFlag } from "../../flag-edit";
import { countFlags } from "../../words";
import type { BulkAction } from "./bulk-actions";
import { type BulkResult, changeFlags, type FlagChange, wayBack } from "./change-flags";

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
