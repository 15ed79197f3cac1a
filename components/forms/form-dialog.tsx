"use client";

import { type ReactNode, useState } from "react";
import type { FieldValues } from "react-hook-form";
import { sayFailure } from "@/components/conflict/save-edit";
import { Button } from "@/components/ui/button/button";
import {
  AlertDialog,
  type AlertDialogProps,
  Dialog,
  DialogBody,
  DialogFooter,
  type DialogProps,
} from "@/components/ui/dialog/dialog";
import { useDiscard } from "@/components/unsaved-changes/unsaved-changes";
import type { ApiCall } from "./copy-as-curl";
import { FormActions, FormProblem, type Note, NoteLine, useNote } from "./form-actions";
import type { ContractForm } from "./use-contract-form";

interface FormDialogProps extends Pick<DialogProps, "title" | "description" | "size" | "isSticky"> {
  onClose: () => void;
  form: Pick<ContractForm<FieldValues>, "formProps" | "isBusy" | "problem" | "hasChanges" | "note">;
  /** The label of the button that sends it. */
  action: string;
  /** The request that the form would send; absent when an API key cannot send it. */
  call?: () => ApiCall;
  cancelLabel?: string;
  /** Stands before "Cancel". */
  otherAction?: ReactNode;
  /** Whether the change is kept in the history, and so takes a note. */
  isInHistory?: boolean;
  /** Its fields. */
  children: ReactNode;
}

/** A form in a dialog, which is open as long as this is rendered. */
export function FormDialog({
  onClose,
  form: { formProps, isBusy, problem, hasChanges, note },
  action,
  cancelLabel = "Cancel",
  call,
  otherAction,
  isInHistory = true,
  children,
  ...dialog
}: FormDialogProps) {
  const { leave, question } = useDiscard({ hasChanges, onDiscard: onClose });
  return (
    <Dialog isOpen onOpenChange={leave} {...dialog}>
      <form {...formProps} className="flex min-h-0 flex-col">
        <DialogBody className="flex flex-col gap-4">
          <FormProblem text={problem} />
          {children}
        </DialogBody>
        <DialogFooter>
          <FormActions call={call} note={isInHistory ? note : undefined}>
            {otherAction}
            <Button onClick={leave}>{cancelLabel}</Button>
            <Button type="submit" variant="primary" isBusy={isBusy}>
              {action}
            </Button>
          </FormActions>
        </DialogFooter>
      </form>
      {question}
    </Dialog>
  );
}

type Confirmation = Pick<AlertDialogProps, "title" | "description" | "actionLabel" | "isDangerous" | "confirmation">;

interface ConfirmDialogProps extends Confirmation {
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
      {children === undefined ? <NoteLine note={note} /> : children(note)}
    </AlertDialog>
  );
}
