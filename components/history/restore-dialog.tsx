"use client";

import { useState } from "react";
import { useMayChange } from "@/components/account/permissions";
import { EffectLists } from "@/components/analysis/effect-lists";
import { useNote } from "@/components/forms/form-actions";
import { ProtectedNote } from "@/components/protected/protected-note";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog/dialog";
import { Checkbox } from "@/components/ui/field/input";
import { toast } from "@/components/ui/toast";
import { describeError, isApiError } from "@/lib/client/api-error";
import type { AuditEntry } from "@/lib/contract/audit";
import { restoreKind } from "@/lib/contract/restorable";
import type { Restored } from "@/lib/contract/restore";
import { type RestoreExtent, useDeleteAgain, useRestore, useRestorePreview } from "./api";
import { EntryDiff } from "./difference-list";
import { actPhrase, entryPhrase } from "./words/entry-words";
import { actorName, type KnownNames, phraseText } from "./words/phrase";

interface RestoreDialogProps {
  entry: AuditEntry;
  /** `batch`: all that was done with it. */
  extent: RestoreExtent;
  names: KnownNames;
  onClose: () => void;
}

/** Before something is restored: what it will be, and who gets another value. */
export function RestoreDialog({ entry, extent: asked, names, onClose }: RestoreDialogProps) {
  const [extent, setExtent] = useState(asked);
  const isOfAct = extent === "batch";
  const phrase = isOfAct ? actPhrase(entry, names) : entryPhrase(entry, names);
  const mayRestoreAll = useMayChange()(isOfAll(entry, "version") ? "all" : (entry.environment ?? "all"));
  const note = useNote();
  const projectId = entry.project_id ?? "";
  const reach = isOfAll(entry, extent) || !entry.environment ? "all" : [entry.environment];
  const { restore, isRestoring } = useRestoring(entry, { onRestored: onClose });
  // Once it is restored, it can be restored no more.
  const preview = useRestorePreview(entry, extent, { enabled: !isRestoring });
  const restored = preview.data;
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Restore what was before?"
      description={`Takes back: ${actorName(entry.actor)} ${phraseText(phrase)}.`}
    >
      <DialogBody className="flex flex-col gap-4">
        {restoreKind(entry) === "changed" && mayRestoreAll && (
          <Checkbox
            label="Everything else as it was then, too"
            hint="Unchecked, what was changed since stays as it is."
            checked={extent === "version"}
            onChange={({ currentTarget }) => setExtent(currentTarget.checked ? "version" : "change")}
          />
        )}
        {restored !== undefined && (
          <RestorePreview projectId={projectId} restored={restored} entry={isOfAct ? null : entry} names={names} />
        )}
        <ProtectedNote projectId={projectId} reach={reach} note={note} />
        {restored === undefined && preview.error === null && (
          <p className="text-muted text-sm">Finding out who changes…</p>
        )}
        <p role="alert" className="text-base text-danger empty:hidden">
          {preview.error !== null && refusalOf(preview.error)}
        </p>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          variant="primary"
          isBusy={isRestoring}
          disabled={restored === undefined || preview.isFetching}
          onClick={() => restore({ extent, etag: restored?.etag, comment: note.comment })}
        >
          Restore
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

/** An earlier version of a flag is one of all that it is, in every environment. */
const isOfAll = ({ resource_type: type }: AuditEntry, extent: RestoreExtent): boolean =>
  type === "flag" && extent === "version";

/** Why it cannot be restored; the API says it for people. */
const refusalOf = (error: unknown): string =>
  isApiError(error, 409) ? `It cannot be restored. ${error.message}.` : describeError(error, "restore it");

/** What will be, and for whom. */
interface RestorePreviewProps {
  projectId: string;
  restored: Restored;
  /** Null: of several flags at once, who changes says enough. */
  entry: AuditEntry | null;
  names: KnownNames;
}

function RestorePreview({ projectId, restored, entry, names }: RestorePreviewProps) {
  const { before, after, effect, left_alone: leftAlone = [] } = restored;
  return (
    <>
      {entry !== null && (
        <section aria-label="What changes" className="min-w-0">
          <h3 className="mb-1.5 text-muted text-sm">{before === null ? "What comes back" : "What changes"}</h3>
          <EntryDiff entry={{ ...entry, before, after }} names={names} />
        </section>
      )}
      {leftAlone.length > 0 && (
        <p className="text-base text-muted">
          {leftAlone.length === 1 ? "One rule was" : `${leftAlone.length.toLocaleString("en")} rules were`} changed
          since and will stay without the segment.
        </p>
      )}
      {effect !== undefined && (
        <section aria-label="Who changes" className="min-w-0 border-line border-t pt-3">
          <h3 className="mb-1.5 text-muted text-sm">Who changes</h3>
          <EffectLists projectId={projectId} lists={effect.lists} flagNames={names.flags} />
        </section>
      )}
    </>
  );
}

interface Wanted {
  extent: RestoreExtent;
  etag: string | undefined;
  comment: string | undefined;
}

/** Restores an entry, and offers to take that back. */
function useRestoring({ id, project_id: projectId }: AuditEntry, { onRestored }: { onRestored: () => void }) {
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
