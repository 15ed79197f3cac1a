"use client";

import { NoteField, useNote } from "@/components/forms/note-field";
import { AlertDialog } from "@/components/ui/dialog/dialog";
import { SwitchEffect, type SwitchedFlag } from "./switch-effect";

interface ProtectedTurnProps {
  flag: SwitchedFlag;
  environment: string;
  /** What it is to be turned to. */
  isOn: boolean;
  /** @param comment why, for the history */
  onTurn: (comment: string | undefined) => void;
  onClose: () => void;
}

/** Before a flag is turned on or off in a protected environment: who changes, why, and once more whether it is meant. */
export function ProtectedTurn({ flag, environment, isOn, onTurn, onClose }: ProtectedTurnProps) {
  const note = useNote();
  const action = `Turn ${isOn ? "on" : "off"} in ${environment}`;
  return (
    <AlertDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`${action}?`}
      description={`${environment} is protected.`}
      actionLabel={action}
      onAction={() => onTurn(note.comment)}
    >
      {flag.enabled ? (
        <SwitchEffect flag={flag} environments={[environment]} isOn={isOn} />
      ) : (
        <p className="text-base text-ink">Nobody changes before the flag is turned on.</p>
      )}
      <div className="mt-3">
        <NoteField note={note} />
      </div>
    </AlertDialog>
  );
}
