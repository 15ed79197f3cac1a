"use client";

import { DifferenceList } from "@/components/history/difference-list";
import { AlertDialog } from "@/components/ui/dialog/dialog";
import type { DeletionQuestion } from "./conflict-host";
import { editKinds } from "./edit-kinds";
import { changedBy, editLabel, sayWith } from "./edit-words";

/** Before something goes that somebody else has just changed: what they changed, and whether it is to go all the same. */
export function DeletionDialog({ question }: { question: DeletionQuestion }) {
  const { kind, resourceId, found, words, answer } = question;
  const say = sayWith(words);
  return (
    <AlertDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && answer(false)}
      title={`${changedBy(resourceId)} changed this ${editKinds[kind].noun} just now`}
      description="It was not deleted. This is what is different in it:"
      actionLabel="Delete it all the same"
      cancelLabel="Keep it"
      isDangerous
      onAction={() => answer(true)}
    >
      <DifferenceList
        found={found}
        say={(value, [field = ""]) => say(value, field)}
        label={(path) => editLabel(kind, path)}
      />
    </AlertDialog>
  );
}
