"use client";

import type { ReactNode } from "react";
import type { FieldValues } from "react-hook-form";
import { CopyAsCurl } from "@/components/curl/copy-as-curl";
import type { ApiCall } from "@/components/curl/curl";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFooter, type DialogProps } from "@/components/ui/dialog/dialog";
import { useDiscard } from "@/components/unsaved-changes/use-discard";
import { FormProblem } from "./form-problem";
import type { ContractForm } from "./use-contract-form";

interface FormDialogProps extends Pick<DialogProps, "title" | "description" | "size" | "isSticky"> {
  onClose: () => void;
  form: Pick<ContractForm<FieldValues>, "formProps" | "isBusy" | "problem" | "hasChanges">;
  /** What the button that sends it says. */
  action: string;
  /** The request that it is about to send, where a key may send it too. */
  call?: () => ApiCall;
  cancelLabel?: string;
  /** Stands between "Copy as curl" and "Cancel". */
  otherAction?: ReactNode;
  /** Its fields. */
  children: ReactNode;
}

/** A form in a dialog, open for as long as it is there. */
export function FormDialog({
  onClose,
  form: { formProps, isBusy, problem, hasChanges },
  action,
  cancelLabel = "Cancel",
  call,
  otherAction,
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
          {call !== undefined && <CopyAsCurl className="mr-auto" call={call} />}
          {otherAction}
          <Button onClick={leave}>{cancelLabel}</Button>
          <Button type="submit" variant="primary" isBusy={isBusy}>
            {action}
          </Button>
        </DialogFooter>
      </form>
      {question}
    </Dialog>
  );
}
