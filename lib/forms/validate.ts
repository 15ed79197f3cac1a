import type { z } from "zod";
import type { FieldProblems } from "@/lib/contract/errors";
import type { FlagType } from "@/lib/contract/flag";
import { updateRuleSchema } from "@/lib/contract/rule";
import { updateSegmentSchema } from "@/lib/contract/segment";
import { segmentProblemsToForm } from "./problems";
import { draftToRule, type RuleDraft } from "./rule-draft";
import { draftToSegment, type SegmentDraft } from "./segment-draft";
import { draftToServed } from "./served-value";

/*
 * What the server would say, before it is asked. The schemas bring zod and the pattern engine, so forms load this file
 * when they are first needed and never with the page.
 */

function problemsOf(error: z.ZodError | undefined): FieldProblems {
  const problems: FieldProblems = {};
  for (const { path, message } of error?.issues ?? []) {
    const key = path.map(String).join(".");
    problems[key] = [...(problems[key] ?? []), message];
  }
  return problems;
}

/** Everything wrong with a rule's draft, by form field. */
export function ruleDraftProblems(draft: RuleDraft, flagType: FlagType): FieldProblems {
  const { value, ...fields } = draftToRule(draft, flagType);
  const served = draftToServed(flagType, draft.value);
  const problems = problemsOf(updateRuleSchema.safeParse(value === undefined ? fields : { ...fields, value }).error);
  return served.ok ? problems : { ...problems, value: [served.message] };
}

/** Everything wrong with a segment's draft, by form field. */
export const segmentDraftProblems = (draft: SegmentDraft): FieldProblems =>
  segmentProblemsToForm(problemsOf(updateSegmentSchema.safeParse(draftToSegment(draft)).error));
