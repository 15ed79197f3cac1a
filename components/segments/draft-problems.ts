import { schemaProblems } from "@/components/forms/schema-problems";
import type { FieldProblems } from "@/lib/contract/errors";
import { updateSegmentSchema } from "@/lib/contract/segment";
import { draftToSegment, problemsOfDraft, type SegmentDraft } from "./draft";

/**
 * All problems of a segment's draft, by form field, as the server would report them. The schemas bring zod and the
 * pattern engine, so forms load this file when they first need it, and never with the page.
 */
export const segmentDraftProblems = (draft: SegmentDraft): FieldProblems =>
  problemsOfDraft(schemaProblems(updateSegmentSchema, draftToSegment(draft)));
