"use client";

import type { ComponentType, ReactNode } from "react";
import { Button } from "../button/button";
import { cn } from "../cn";
import { lazy } from "../lazy/lazy";
import { KeepTyped } from "../lazy/typed-ahead";

const DialogPanel = lazy(
  () => import("./dialog-panel").then((file) => file.DialogPanel),
  ({ onOpenChange }) => <KeepTyped onClose={() => onOpenChange(false)} />,
);

/**
 * A dialog whose code is loaded when it opens, beside the code of all dialogs. What is typed until then goes to its
 * first field.
 */
export const lazyDialog = <Props extends { onClose: () => void }>(load: () => Promise<ComponentType<Props>>) =>
  lazy<Props>(async () => {
    const [component] = await Promise.all([load(), DialogPanel.load()]);
    return component;
  }, KeepTyped);

export interface DialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  /** One or two sentences below the title. */
  description?: ReactNode;
  size?: "sm" | "md" | "lg";
  /** A click outside does not close it, because its content would be lost. */
  isSticky?: boolean;
  /** The body scrolls; what is in a `DialogFooter` stays. */
  children: ReactNode;
}

/**
 * A modal dialog: the focus stays inside and returns afterwards. On a phone it is a sheet at the bottom. Its code is
 * loaded when the first one opens.
 */
export function Dialog(props: DialogProps) {
  if (!props.isOpen) return null;
  return <DialogPanel {...props} />;
}

export function DialogBody({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={cn("min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-5", className)}>{children}</div>;
}

/** The dialog's buttons, the main one last. */
export function DialogFooter({ children }: { children: ReactNode }) {
  return (
    <footer className="flex flex-wrap justify-end gap-2 border-line border-t bg-panel px-5 py-3 sm:rounded-b-panel">
      {children}
    </footer>
  );
}

interface OnceDialogProps extends Pick<DialogProps, "title" | "description" | "children"> {
  onDone: () => void;
}

/** Shows something that cannot be looked up later. It is open as long as this is rendered. */
export function OnceDialog({ onDone, children, ...dialog }: OnceDialogProps) {
  return (
    <Dialog {...dialog} isOpen isSticky onOpenChange={onDone}>
      <DialogBody className="flex flex-col gap-3">{children}</DialogBody>
      <DialogFooter>
        <Button variant="primary" onClick={onDone}>
          Done
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

const AlertDialogPanel = lazy(() => import("./dialog-panel").then((file) => file.AlertDialogPanel));

export interface AlertDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  description: ReactNode;
  /** The action's verb and object: "Delete rule", never "OK". */
  actionLabel: string;
  cancelLabel?: string;
  isDangerous?: boolean;
  isBusy?: boolean;
  /** The text that has to be typed before the action can be taken: its "key" or its "name". */
  confirmation?: { what: string; text: string };
  onAction: () => void;
  children?: ReactNode;
}

/**
 * Asks before an action that cannot be taken back. Escape and Cancel change nothing. Its code is loaded when the first
 * one opens.
 */
export function AlertDialog(props: AlertDialogProps) {
  if (!props.isOpen) return null;
  return <AlertDialogPanel {...props} />;
}
