"use client";

import { type ReactNode, useState } from "react";
import { AlertDialog } from "@/components/ui/dialog/dialog";

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
