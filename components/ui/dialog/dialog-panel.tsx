"use client";

import { X } from "lucide-react";
import * as RadixAlertDialog from "radix-ui/alert-dialog";
import * as RadixDialog from "radix-ui/dialog";
import { useEffect, useId, useState } from "react";
import { Button, IconButton } from "../button/button";
import { cn } from "../cn";
import { Field } from "../field/field";
import { CodeInput } from "../field/input";
import { useReturnFocus } from "../focus";
import { focusField } from "../lazy/typed-ahead";
import { clearToasts } from "../toast";
import { type AlertDialogProps, DialogFooter, type DialogProps } from "./dialog";

const widths = { sm: "sm:max-w-md", md: "sm:max-w-lg", lg: "sm:max-w-3xl" };

/** The open dialog. Radix keeps the focus inside and returns it. */
export function DialogPanel({
  isOpen,
  onOpenChange,
  title,
  description,
  size = "md",
  isSticky = false,
  children,
}: DialogProps) {
  const returnFocus = useReturnFocus();
  useEffect(clearToasts, []);
  return (
    <RadixDialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="overlay fixed inset-0 z-40 bg-scrim" />
        <RadixDialog.Content
          {...(description === undefined && { "aria-describedby": undefined })}
          onOpenAutoFocus={focusField}
          onCloseAutoFocus={returnFocus}
          {...(isSticky && { onInteractOutside: (event) => event.preventDefault() })}
          className={cn(
            "sheet fixed inset-x-0 bottom-0 z-40 flex max-h-[92dvh] flex-col rounded-t-panel border border-line",
            "bg-raised shadow-pop outline-none short:block short:overflow-y-auto",
            "sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-[calc(100%-2rem)] sm:-translate-x-1/2",
            "sm:-translate-y-1/2 sm:rounded-panel",
            widths[size],
          )}
        >
          <header className="flex items-start gap-3 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <RadixDialog.Title className="wrap-break-word font-semibold text-ink text-lg">{title}</RadixDialog.Title>
              {description !== undefined && (
                <RadixDialog.Description className="mt-1 text-base text-muted">{description}</RadixDialog.Description>
              )}
            </div>
            <RadixDialog.Close asChild>
              <IconButton label="Close" className="-mr-1.5">
                <X aria-hidden />
              </IconButton>
            </RadixDialog.Close>
          </header>
          {children}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}

/** The open question. Radix keeps the focus inside, begins on Cancel, and returns it. */
export function AlertDialogPanel(props: AlertDialogProps) {
  const {
    isOpen,
    onOpenChange,
    title,
    description,
    actionLabel,
    cancelLabel = "Cancel",
    confirmation,
    children,
  } = props;
  const [typed, setTyped] = useState("");
  const isBlocked = confirmation !== undefined && typed !== confirmation.text;
  const reasonId = useId();
  const returnFocus = useReturnFocus();
  useEffect(clearToasts, []);
  return (
    <RadixAlertDialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <RadixAlertDialog.Portal>
        <RadixAlertDialog.Overlay className="overlay fixed inset-0 z-40 bg-scrim" />
        <RadixAlertDialog.Content
          onCloseAutoFocus={returnFocus}
          className="sheet fixed inset-x-0 bottom-0 z-40 flex max-h-[92dvh] flex-col rounded-t-panel border border-line
            bg-raised shadow-pop short:block short:overflow-y-auto sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2
            sm:w-[calc(100%-2rem)] sm:max-w-lg sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-panel"
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
          {/* Outside of the scrolling part, so that a small screen shows what has to be typed. */}
          {confirmation !== undefined && (
            <Field label={`Type ${confirmation.text} to confirm`} className="shrink-0 border-line border-t px-5 py-4">
              {(control) => (
                <CodeInput {...control} value={typed} onChange={({ currentTarget }) => setTyped(currentTarget.value)} />
              )}
            </Field>
          )}
          <DialogFooter>
            {isBlocked && (
              <p id={reasonId} className="mr-auto self-center text-muted text-sm">
                Type its {confirmation.what} first.
              </p>
            )}
            <RadixAlertDialog.Cancel asChild>
              <Button>{cancelLabel}</Button>
            </RadixAlertDialog.Cancel>
            <Button
              variant={props.isDangerous ? "danger" : "primary"}
              isBusy={props.isBusy ?? false}
              disabled={isBlocked}
              aria-describedby={isBlocked ? reasonId : undefined}
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
