"use client";

import { type ReactNode, useState } from "react";
import { AlertDialog } from "@/components/ui/dialog/dialog";

interface DiscardOptions {
  /** Whether anything was typed that is not stored. It is asked when somebody leaves, for it may take its time. */
  hasChanges: () => boolean;
  onDiscard: () => void;
}

interface Discard {
  /** For Escape and Cancel: leaves at once when nothing would be lost, else asks. */
  leave: () => void;
  /** To be drawn beside what is left. */
  question: ReactNode;
}

/** Asks before Escape or Cancel throws away what was typed. */
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
