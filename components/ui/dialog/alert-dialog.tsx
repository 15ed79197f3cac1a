"use client";

import type { ReactNode } from "react";
import { lazy } from "../lazy/lazy";

const AlertDialogPanel = lazy(() => import("./alert-dialog-panel").then((file) => file.AlertDialogPanel));

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
  return <AlertDialogPanel {...props} />;
}
