"use client";

import { Sentence } from "@/components/sentence/sentence";
import { AlertDialog } from "@/components/ui/alert-dialog";
import type { Segment } from "@/lib/contract/segment";
import { segmentSentence, spokenSegment } from "@/lib/forms/sentence/segment-sentence";

interface StaleSegmentDialogProps {
  /** As somebody else has saved it. */
  newer: Segment;
  onShowTheirs: () => void;
  onKeepMine: () => void;
}

/** Somebody else saved the segment first: what it is now. Nothing of theirs is overwritten unseen. */
export function StaleSegmentDialog({ newer, onShowTheirs, onKeepMine }: StaleSegmentDialogProps) {
  return (
    <AlertDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onKeepMine()}
      title="Someone else has changed this segment"
      description="Your changes are not saved, so nothing of theirs is overwritten. You can keep them and save again: what you changed then replaces theirs. This is the segment now:"
      actionLabel="Show theirs"
      cancelLabel="Keep editing mine"
      onAction={onShowTheirs}
    >
      <p className="wrap-anywhere font-medium text-base text-ink">{newer.name}</p>
      <Sentence parts={segmentSentence(spokenSegment(newer))} />
    </AlertDialog>
  );
}
