"use client";

import { toast } from "@/components/ui/toast";
import { describeError, isApiError } from "@/lib/client/api-error";
import type { AuditEntry } from "@/lib/contract/audit";
import type { Restored } from "@/lib/contract/restore";
import { type RestoreExtent, useDeleteAgain, useRestore } from "../api";

interface Wanted {
  extent: RestoreExtent;
  etag: string | undefined;
  comment: string | undefined;
}

/** Restores an entry, and offers to take that back. */
export function useRestoring({ id, project_id: projectId }: AuditEntry, { onRestored }: { onRestored: () => void }) {
  const restoring = useRestore(projectId ?? "");
  const deleting = useDeleteAgain(projectId ?? "");

  const takeBack = (done: Restored) => {
    const isNew = done.before === null || done.entry_id === undefined;
    const extent = done.batch_id === undefined ? "change" : "batch";
    const again = () => restoring.mutateAsync({ entryId: done.entry_id ?? "", extent });
    const undone = isNew ? deleting.mutateAsync(done) : again();
    undone.then(
      () => toast("Taken back"),
      (error) => toast.error(describeError(error, "take it back")),
    );
  };
  const restore = (wanted: Wanted) =>
    restoring.mutate(
      { entryId: id, ...wanted },
      {
        onSuccess: (done) => {
          onRestored();
          toast("Restored", { action: { label: "Undo", onClick: () => takeBack(done) } });
        },
        onError: (error) =>
          toast.error(
            isApiError(error, 412)
              ? "Not restored: someone else changed it meanwhile. Look again."
              : describeError(error, "restore it"),
          ),
      },
    );
  return { restore, isRestoring: restoring.isPending };
}
