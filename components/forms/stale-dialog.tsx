"use client";

import type { ReactNode } from "react";
import { AlertDialog } from "@/components/ui/dialog/alert-dialog";

interface StaleDialogProps {
  /** What was being edited. */
  what: "rule" | "segment";
  /** What it is now, as somebody else has saved it. */
  children: ReactNode;
  onShowTheirs: () => void;
  onKeepMine: () => void;
}

/** Somebody else saved it first. Nothing of theirs is overwritten unseen. */
export function StaleDialog({ what, children, onShowTheirs, onKeepMine }: StaleDialogProps) {
  return (
    <AlertDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onKeepMine()}
      title={`Someone else has changed this ${what}`}
      description={`Your changes are not saved, so nothing of theirs is overwritten. You can keep them and save again: what you changed then replaces theirs. This is the ${what} now:`}
      actionLabel="Show theirs"
      cancelLabel="Keep editing mine"
      onAction={onShowTheirs}
    >
      {children}
    </AlertDialog>
  );
}
