import { draftsToRuleElements, type ElementDraft, ruleElementsToDrafts } from "@/components/conditions/draft";
import { draftToServed, type ServedDraft, servedToDraft, startingServed } from "@/components/values/draft";
import type { FlagType } from "@/lib/contract/flag-value";
import type { JsonValue } from "@/lib/contract/json";
import type { Rule } from "@/lib/contract/rule";
import { contentOf, type RuleContent } from "@/lib/contract/rule-pairs";
import type { Split } from "@/lib/contract/split";
import { RULE_DEFAULTS } from "@/lib/targeting/rule-columns";
import type { ArmDraft } from "./split/arms";

/** The fields of a rule that its editor changes. Their names are the wire's, so that its issues land on them. */
export interface RuleDraft extends Omit<RuleContent, "conditions" | "value" | "split"> {
  conditions: readonly ElementDraft[];
  value: ServedDraft;
  /** Null: everyone gets `value`. */
  split: readonly ArmDraft[] | null;
}

/** What the editor sends. Undefined `value`, or `split`: a text in its editor is no value of the flag's type. */
export type RuleFields = Omit<RuleDraft, "conditions" | "value" | "split"> &
  Pick<Rule, "conditions"> & { value: JsonValue | undefined; split: Split | null | undefined };

export const ruleToDraft = (rule: Rule, flagType: FlagType, newRowId: () => string): RuleDraft => ({
  ...contentOf(rule),
  conditions: ruleElementsToDrafts(rule.conditions, newRowId),
  value: servedToDraft(flagType, rule.value),
  split:
    rule.split?.map(({ value, weight }) => ({
      rowId: newRowId(),
      value: servedToDraft(flagType, value),
      weight: Math.round(weight * 1000),
    })) ?? null,
});

export function draftToRule(draft: RuleDraft, flagType: FlagType): RuleFields {
  const served = draftToServed(flagType, draft.value);
  return {
    ...draft,
    conditions: draftsToRuleElements(draft.conditions),
    value: served.ok ? served.value : undefined,
    split: draft.split && draftToSplit(draft.split, flagType),
  };
}

function draftToSplit(arms: readonly ArmDraft[], flagType: FlagType): Split | undefined {
  const split = arms.flatMap(({ value, weight }) => {
    const served = draftToServed(flagType, value);
    return served.ok ? [{ value: served.value, weight: weight / 1000 }] : [];
  });
  return split.length === arms.length ? split : undefined;
}

/** A rule that has not been written yet: everyone gets the value. */
export const newRuleDraft = (flagType: FlagType, value = startingServed(flagType)): RuleDraft => ({
  ...RULE_DEFAULTS,
  name: null,
  conditions: [],
  value,
  enabled: true,
  split: null,
});
