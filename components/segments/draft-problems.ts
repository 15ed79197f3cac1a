import { schemaProblems } from "@/components/forms/schema-problems";
import type { FieldProblems } from "@/lib/contract/errors";
import { updateSegmentSchema } from "@/lib/contract/segment";
import { draftToSegment, problemsOfDraft, type SegmentDraft } from "./draft";

/**
 * Everything wrong with a segment's draft, by form field: what the server would say, before it is asked. The schemas
 * bring zod and the pattern engine, so forms load this file when they are first needed and never with the page.
 */
export const segmentDraftProblems = (draft: SegmentDraft): FieldProblems =>
  problemsOfDraft(schemaProblems(updateSegmentSchema, draftToSegment(draft)));
