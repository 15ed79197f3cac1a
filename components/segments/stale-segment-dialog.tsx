"use client";

import { Sentence } from "@/components/sentence/sentence";
import { AlertDialog } from "@/components/ui/alert-dialog";
import type { Segment } from "@/lib/contract/segment";
import { segmentSentence, spokenSegment } from "@/lib/forms/sentence/segment-sentence";

interface StaleSegmentDialogProps {
  /** As somebody else has saved it. */
  newer: Segment;
  onReload: () => void;
  onClose: () => void;
}

/** Somebody else saved the segment first: what it is now, and nothing of theirs is overwritten. */
export function StaleSegmentDialog({ newer, onReload, onClose }: StaleSegmentDialogProps) {
  return (
    <AlertDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Someone else has changed this segment"
      description="Your changes are not saved, so nothing of theirs is overwritten. This is the segment now:"
      actionLabel="Show theirs"
      cancelLabel="Keep editing mine"
      onAction={onReload}
    >
      <p className="wrap-anywhere font-medium text-base text-ink">{newer.name}</p>
      <Sentence parts={segmentSentence(spokenSegment(newer))} />
    </AlertDialog>
  );
}
