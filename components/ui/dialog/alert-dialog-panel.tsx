"use client";

import * as RadixAlertDialog from "radix-ui/alert-dialog";
import { useId } from "react";
import { Button } from "../button/button";
import { useReturnFocus } from "../popup/use-return-focus";
import type { AlertDialogProps } from "./alert-dialog";
import { DialogFooter } from "./dialog";

/** The open question. Radix keeps the focus inside, begins on Cancel, and gives it back. */
export function AlertDialogPanel(props: AlertDialogProps) {
  const {
    isOpen,
    onOpenChange,
    title,
    description,
    actionLabel,
    cancelLabel = "Cancel",
    blockedBecause,
    children,
  } = props;
  const reasonId = useId();
  const returnFocus = useReturnFocus();
  return (
    <RadixAlertDialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <RadixAlertDialog.Portal>
        <RadixAlertDialog.Overlay className="overlay fixed inset-0 z-40 bg-scrim" />
        <RadixAlertDialog.Content
          onCloseAutoFocus={returnFocus}
          className="sheet fixed inset-x-0 bottom-0 z-40 flex max-h-[92dvh] flex-col rounded-t-panel border border-line bg-raised shadow-pop sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-[calc(100%-2rem)] sm:max-w-md sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-panel"
        >
          <div className="flex min-h-0 flex-col gap-2 overflow-y-auto p-5">
            <RadixAlertDialog.Title className="wrap-break-word font-semibold text-ink text-lg">
              {title}
            </RadixAlertDialog.Title>
            <RadixAlertDialog.Description asChild>
              <div className="text-base text-muted">{description}</div>
            </RadixAlertDialog.Description>
            {children}
          </div>
          <DialogFooter>
            {blockedBecause !== undefined && (
              <p id={reasonId} className="mr-auto self-center text-muted text-sm">
                {blockedBecause}
              </p>
            )}
            <RadixAlertDialog.Cancel asChild>
              <Button>{cancelLabel}</Button>
            </RadixAlertDialog.Cancel>
            <Button
              variant={props.isDangerous ? "danger" : "primary"}
              isBusy={props.isBusy ?? false}
              disabled={blockedBecause !== undefined}
              aria-describedby={blockedBecause === undefined ? undefined : reasonId}
              onClick={props.onAction}
            >
              {actionLabel}
            </Button>
          </DialogFooter>
        </RadixAlertDialog.Content>
      </RadixAlertDialog.Portal>
    </RadixAlertDialog.Root>
  );
}
