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
  /** What has to be typed before the action can be taken: its "key" or its "name". */
  confirmation?: { what: string; text: string };
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
