"use client";

import { lazy, type ReactNode, Suspense } from "react";

const AlertDialogPanel = lazy(async () => ({ default: (await import("./alert-dialog-panel")).AlertDialogPanel }));

export interface AlertDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  description: ReactNode;
  /** What pressing it does: "Delete rule", never "OK". */
  actionLabel: string;
  cancelLabel?: string;
  isDangerous?: boolean;
  isBusy?: boolean;
  /** The action cannot be taken yet, such as before a name was typed. */
  isActionDisabled?: boolean;
  onAction: () => void;
  children?: ReactNode;
}

/**
 * Asks before something that cannot be taken back. Escape and Cancel leave everything as it is. Its code comes when the
 * first one opens.
 */
export function AlertDialog(props: AlertDialogProps) {
  if (!props.isOpen) return null;
  return (
    <Suspense fallback={null}>
      <AlertDialogPanel {...props} />
    </Suspense>
  );
}
