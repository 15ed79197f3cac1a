import { schemaProblems } from "@/components/forms/schema-problems";
import { draftToServed, type ServedDraft } from "@/components/values/draft";
import type { FieldProblems } from "@/lib/contract/errors";
import type { FlagType } from "@/lib/contract/flag-value";
import { updateRuleSchema } from "@/lib/contract/rule";
import { draftToRule, type RuleDraft, type RuleFields } from "./draft";

/**
 * All problems of a rule's draft, by form field, as the server would report them. The schemas bring zod and the pattern
 * engine, so forms load this file when they first need it, and never with the page.
 */
export function ruleDraftProblems(draft: RuleDraft, flagType: FlagType): FieldProblems {
  const problems = schemaProblems(updateRuleSchema, sentFields(draftToRule(draft, flagType)));
  const judge = (path: string, value: ServedDraft) => {
    const served = draftToServed(flagType, value);
    if (!served.ok) problems[path] = [served.message];
  };
  judge("value", draft.value);
  for (const [index, { value }] of (draft.split ?? []).entries()) judge(`split.${index}.value`, value);
  return problems;
}

/** Those that can be read. */
const sentFields = (fields: RuleFields): Partial<RuleFields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
