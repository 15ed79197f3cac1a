"use client";

import type { ReactNode } from "react";
import type { FieldValues } from "react-hook-form";
import { CopyAsCurl } from "@/components/curl/copy-as-curl";
import type { ApiCall } from "@/components/curl/curl";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFooter, type DialogProps } from "@/components/ui/dialog/dialog";
import { FormProblem } from "./form-problem";
import type { ContractForm } from "./use-contract-form";

interface FormDialogProps extends Pick<DialogProps, "title" | "description" | "size"> {
  onClose: () => void;
  form: Pick<ContractForm<FieldValues>, "formProps" | "isBusy" | "problem">;
  /** What the button that sends it says. */
  action: string;
  /** The request that it is about to send, where a key may send it too. */
  call?: () => ApiCall;
  /** Stands between "Copy as curl" and "Cancel". */
  otherAction?: ReactNode;
  /** Its fields. */
  children: ReactNode;
}

/** A form in a dialog, open for as long as it is there. */
export function FormDialog({
  onClose,
  form: { formProps, isBusy, problem },
  action,
  call,
  otherAction,
  children,
  ...dialog
}: FormDialogProps) {
  return (
    <Dialog isOpen onOpenChange={onClose} {...dialog}>
      <form {...formProps} className="flex min-h-0 flex-col">
        <DialogBody className="flex flex-col gap-4">
          <FormProblem text={problem} />
          {children}
        </DialogBody>
        <DialogFooter>
          {call !== undefined && <CopyAsCurl className="mr-auto" call={call} />}
          {otherAction}
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isBusy={isBusy}>
            {action}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
