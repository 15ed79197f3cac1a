"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { AlertDialog } from "@/components/ui/dialog/dialog";
import { useLeaveGuard } from "./leave-guard";

/**
 * Asks once before a page with unsaved edits is left: by a link, back, reload or closing. Render it on the page; it
 * shows nothing until somebody is about to leave.
 */
export function UnsavedChanges({ isDirty }: { isDirty: boolean }) {
  const router = useRouter();
  const [leave, setLeave] = useState<(() => void) | null>(null);
  const guard = useLeaveGuard({
    isActive: isDirty,
    // Replaces the extra history entry, so that back leads to the page and not to its double.
    onLink: (href) => setLeave(() => () => guard.release(() => router.replace(href))),
    onBack: () => setLeave(() => () => guard.release(() => window.history.go(-2))),
  });
  return (
    <AlertDialog
      isOpen={leave !== null}
      onOpenChange={(isOpen) => !isOpen && setLeave(null)}
      title="Leave without saving?"
      description="Your changes on this page have not been saved and would be lost."
      actionLabel="Leave"
      cancelLabel="Stay"
      isDangerous
      onAction={() => {
        setLeave(null);
        leave?.();
      }}
    />
  );
}

interface DiscardOptions {
  /** Whether something typed is not stored. It is called when somebody leaves, because it may be slow. */
  hasChanges: () => boolean;
  onDiscard: () => void;
}

interface Discard {
  /** For Escape and Cancel: closes at once when nothing would be lost, else asks. */
  leave: () => void;
  /** The question's dialog, to be rendered beside the editor. */
  question: ReactNode;
}

/** Asks before Escape or Cancel discards what was typed. */
export function useDiscard({ hasChanges, onDiscard }: DiscardOptions): Discard {
  const [isAsking, setIsAsking] = useState(false);
  return {
    leave: () => {
      if (hasChanges()) setIsAsking(true);
      else onDiscard();
    },
    question: (
      <AlertDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title="Discard your changes?"
        description="What you changed here has not been saved and would be lost."
        actionLabel="Discard"
        cancelLabel="Keep editing"
        isDangerous
        onAction={() => {
          setIsAsking(false);
          onDiscard();
        }}
      />
    ),
  };
}
