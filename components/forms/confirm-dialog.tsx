"use client";

import { type ReactNode, useState } from "react";
import { sayFailure } from "@/components/conflict/save-edit";
import { AlertDialog, type AlertDialogProps } from "@/components/ui/dialog/dialog";
import { type Note, NoteField, useNote } from "./form-actions";

type Asked = Pick<AlertDialogProps, "title" | "description" | "actionLabel" | "isDangerous" | "confirmation">;

interface ConfirmDialogProps extends Asked {
  /** Completes "Could not …": "revoke the key". */
  what: string;
  /** Makes the change. What it throws is said, and the question stays. */
  act: (comment: string | undefined) => Promise<unknown>;
  onClose: () => void;
  /** What is below the question, with the field for the note on why. By default it is that field alone. */
  children?: (note: Note) => ReactNode;
}

/** Asks before a change that the history keeps, and why it is made. It is open as long as this is rendered. */
export function ConfirmDialog({ what, act, onClose, children, ...asked }: ConfirmDialogProps) {
  const note = useNote();
  const [isBusy, setIsBusy] = useState(false);
  const run = async () => {
    setIsBusy(true);
    try {
      await act(note.comment);
    } catch (error) {
      sayFailure(error, what);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <AlertDialog {...asked} isOpen onOpenChange={onClose} isBusy={isBusy} onAction={() => void run()}>
      {children === undefined ? <NoteField note={note} /> : children(note)}
    </AlertDialog>
  );
}
