"use client";

import { StaleDialog } from "@/components/forms/stale-dialog";
import { Sentence } from "@/components/sentence/sentence";
import type { Segment } from "@/lib/contract/segment";
import { segmentSentence, spokenSegment } from "./words";

interface StaleSegmentDialogProps {
  /** As somebody else has saved it. */
  newer: Segment;
  onShowTheirs: () => void;
  onKeepMine: () => void;
}

/** Somebody else saved the segment first: what it is now. */
export function StaleSegmentDialog({ newer, ...choices }: StaleSegmentDialogProps) {
  return (
    <StaleDialog what="segment" {...choices}>
      <p className="wrap-anywhere font-medium text-base text-ink">{newer.name}</p>
      <Sentence parts={segmentSentence(spokenSegment(newer))} />
    </StaleDialog>
  );
}
