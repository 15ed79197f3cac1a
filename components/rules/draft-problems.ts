import { schemaProblems } from "@/components/forms/schema-problems";
import { draftToServed } from "@/components/values/draft";
import type { FieldProblems } from "@/lib/contract/errors";
import type { FlagType } from "@/lib/contract/flag-value";
import { updateRuleSchema } from "@/lib/contract/rule";
import { draftToRule, type RuleDraft } from "./draft";

/**
 * All problems of a rule's draft, by form field, as the server would report them. The schemas bring zod and the pattern
 * engine, so forms load this file when they first need it, and never with the page.
 */
export function ruleDraftProblems(draft: RuleDraft, flagType: FlagType): FieldProblems {
  const { value, ...fields } = draftToRule(draft, flagType);
  const served = draftToServed(flagType, draft.value);
  const problems = schemaProblems(updateRuleSchema, value === undefined ? fields : { ...fields, value });
  return served.ok ? problems : { ...problems, value: [served.message] };
}
