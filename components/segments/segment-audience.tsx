"use client";

import { AudienceNote } from "@/components/audience/audience-note";
import { draftToSegment, type SegmentDraft } from "./draft";
import { segmentDraftProblems } from "./draft-problems";

/** How many contexts of the default environment's sample are in a segment's draft. */
export function SegmentAudience({ projectId, draft }: { projectId: string; draft: SegmentDraft }) {
  const { rules, match_type } = draftToSegment(draft);
  const isComplete = Object.keys(segmentDraftProblems(draft)).every((path) => !path.startsWith("conditions"));
  return <AudienceNote projectId={projectId} question={isComplete ? { segment: { rules, match_type } } : null} />;
}
