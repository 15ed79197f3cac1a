"use client";

import { useState } from "react";
import { NoteField } from "@/components/forms/note-field";
import { useNote } from "@/components/forms/use-note";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog/dialog";
import type { ListedFlag } from "@/lib/contract/flag-list";
import type { Project } from "@/lib/contract/project";
import { tagsOf } from "../filter-flags";
import { type BulkAction, type BulkActionId, type BulkFields, bulkActions, countFlags } from "./bulk-actions";
import { BulkEffects } from "./bulk-effects";
import { BulkFailures } from "./bulk-failures";
import type { FailedChange, FlagChange } from "./change-flags";
import { TagField } from "./tag-field";
import { useBulkChange } from "./use-bulk-change";

interface BulkDialogProps {
  action: BulkActionId;
  /** As they were when it was opened: what changes meanwhile changes neither the question nor its result. */
  flags: readonly ListedFlag[];
  project: Pick<Project, "id" | "environments">;
  onClose: () => void;
}

/** Changes several flags, after it was shown what that does; then says which could not be changed, and why. */
export function BulkDialog({ action: actionId, flags, project, onClose }: BulkDialogProps) {
  const action = bulkActions[actionId];
  const [tag, setTag] = useState("");
  const note = useNote();
  const [failed, setFailed] = useState<readonly FailedChange[] | null>(null);
  const { run, progress } = useBulkChange(project.id, action);
  const changes = failed ?? changesOf(flags, action, tag.trim());
  const isReady = (!action.isOfTag || tag.trim() !== "") && changes.length > 0;
  const start = async () => {
    const result = await run(changes, note.comment);
    if (result.failed.length === 0) onClose();
    else setFailed(result.failed);
  };
  const changed = new Set(changes.map(({ flag }) => flag.id));
  const unchanged = flags.length - changes.length;

  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="lg"
      title={`${action.verb} ${countFlags(flags.length)}`}
      description="Each is changed by itself, with an entry of its own in the history."
    >
      <DialogBody className="flex flex-col gap-4">
        {failed !== null ? (
          <BulkFailures failed={failed} />
        ) : (
          <>
            {action.isOfTag && (
              <TagField tags={tagsOf(flags)} isOfKnown={actionId === "removeTag"} value={tag} onChange={setTag} />
            )}
            {unchanged > 0 && (!action.isOfTag || tag.trim() !== "") && (
              <p className="text-muted text-sm">
                {countFlags(unchanged)} {unchanged === 1 ? action.unchanged : plural(action.unchanged)}.
              </p>
            )}
            {action.isTurningOff ? (
              <BulkEffects flags={flags.filter(({ id }) => changed.has(id))} environments={project.environments} />
            ) : (
              <p className="text-muted text-sm">Nobody changes: tags are for those who work with flags.</p>
            )}
            <NoteField note={note} />
          </>
        )}
      </DialogBody>
      <DialogFooter>
        <p role="status" className="mr-auto self-center text-muted text-sm tabular-nums">
          {progress !== null && `${progress.done.toLocaleString("en")} of ${progress.total.toLocaleString("en")}`}
        </p>
        <Button onClick={onClose}>{progress === null ? "Cancel" : "Stop"}</Button>
        <Button variant="primary" isBusy={progress !== null} disabled={!isReady} onClick={() => void start()}>
          {failed === null ? `${action.verb} ${countFlags(changes.length)}` : "Try again"}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

const plural = (words: string): string =>
  words
    .replace(/^is /, "are ")
    .replace(/^has /, "have ")
    .replace(/^does /, "do ");

function changesOf(flags: readonly ListedFlag[], action: BulkAction, tag: string): FlagChange[] {
  return flags.flatMap((flag) => {
    const change = action.change(flag, tag);
    return change === null ? [] : [{ flag, opened: sameFields(flag, change), change }];
  });
}

/** The fields of a change as the flag has them. */
const sameFields = ({ tags, enabled, status }: ListedFlag, change: BulkFields): BulkFields => ({
  ...(change.tags && { tags }),
  ...(change.enabled !== undefined && { enabled }),
  ...(change.status && { status }),
});
