import { draftToRule, type RuleDraft } from "@/components/rules/draft";
import { draftToSegment, type SegmentDraft } from "@/components/segments/draft";
import { draftToServed } from "@/components/values/draft";
import type { FieldProblems } from "@/lib/contract/errors";
import type { FlagType } from "@/lib/contract/flag";
import { fieldProblems, inWords } from "@/lib/contract/problems";
import { updateRuleSchema } from "@/lib/contract/rule";
import { updateSegmentSchema } from "@/lib/contract/segment";
import { segmentProblemsToForm } from "./problems";

/*
 * What the server would say, before it is asked. The schemas bring zod and the pattern engine, so forms load this file
 * when they are first needed and never with the page.
 */

/** Everything wrong with a rule's draft, by form field. */
export function ruleDraftProblems(draft: RuleDraft, flagType: FlagType): FieldProblems {
  const { value, ...fields } = draftToRule(draft, flagType);
  const served = draftToServed(flagType, draft.value);
  const problems = fieldProblems(
    updateRuleSchema.safeParse(value === undefined ? fields : { ...fields, value }, inWords).error,
  );
  return served.ok ? problems : { ...problems, value: [served.message] };
}

/** Everything wrong with a segment's draft, by form field. */
export const segmentDraftProblems = (draft: SegmentDraft): FieldProblems =>
  segmentProblemsToForm(fieldProblems(updateSegmentSchema.safeParse(draftToSegment(draft), inWords).error));
