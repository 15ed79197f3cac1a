"use client";

import { useNote } from "@/components/forms/form-actions";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog/dialog";
import type { ProtectedQuestion } from "./protected-host";
import { ProtectedNote } from "./protected-note";
import { WhoIsReached } from "./who-is-reached";

/**
 * Before a save that reaches protected environments: who changes, why, and once more whether it is meant. It begins in
 * the note: Enter confirms, Escape leaves everything as it is.
 */
export function ProtectedDialog({ question }: { question: ProtectedQuestion }) {
  const { projectId, environments, action, effect, comment, answer } = question;
  const note = useNote(comment);
  return (
    <Dialog isOpen isSticky onOpenChange={() => answer(null)} title={`${action}?`}>
      <form
        className="flex min-h-0 flex-col"
        onSubmit={(event) => {
          event.preventDefault();
          // It is opened from within another form, as far as React knows.
          event.stopPropagation();
          answer({ comment: note.comment });
        }}
      >
        <DialogBody className="flex flex-col gap-4">
          <WhoIsReached effect={effect} environments={environments} />
          <ProtectedNote projectId={projectId} reach={environments} note={note} />
        </DialogBody>
        <DialogFooter>
          <Button onClick={() => answer(null)}>Cancel</Button>
          <Button type="submit" variant="primary">
            {action}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
