import { type SentencePart, word } from "@/components/sentence/parts";
import type { ConditionValue } from "@/lib/contract/condition";
import type { OperatorId } from "@/lib/targeting";
import { domainOf, listItems, valueText } from "./condition-value";
import { type Manner, operatorWords, valueKindOf } from "./operators";

export interface SpokenCondition extends Manner {
  readonly attribute: string;
  readonly value: ConditionValue;
}

/** How many items of a list a sentence names before it counts the rest. */
const NAMED_ITEMS = 5;

/** `country` is one of `US`, `CA`. What is not filled in yet is said to be missing. */
export function conditionSentence(condition: SpokenCondition): SentencePart[] {
  const { attribute, operator, value, ignore_case: ignoresCase = false } = condition;
  return [
    attribute === "" ? { kind: "warning", text: "an attribute" } : { kind: "attribute", text: attribute },
    { kind: "operator", text: operatorWords(condition, domainOf(condition)) },
    ...valueParts(operator, value),
    ...(ignoresCase ? [word("whatever the case")] : []),
  ];
}

function valueParts(operator: OperatorId, value: ConditionValue): SentencePart[] {
  switch (valueKindOf(operator)) {
    case "none":
      return [];
    case "list":
      return listParts(listItems(value), "an empty list");
    default: {
      if (Array.isArray(value) && value.length !== 1) return listParts(value, "an empty value", "any of");
      const text = valueText(value);
      return [text === "" ? { kind: "warning", text: "an empty value" } : { kind: "value", text }];
    }
  }
}

function listParts(items: readonly (string | number | boolean)[], ifEmpty: string, lead?: string): SentencePart[] {
  if (items.length === 0) return [{ kind: "warning", text: ifEmpty }];
  const named = items.length <= NAMED_ITEMS + 1 ? items : items.slice(0, NAMED_ITEMS);
  return [
    ...(lead === undefined ? [] : [word(lead)]),
    { kind: "list", items: named.map(String), more: items.length - named.length },
  ];
}

/** Conditions joined by a word. */
export const joinConditions = (conditions: readonly SpokenCondition[], joint: "and" | "or"): SentencePart[] =>
  conditions.flatMap((condition, index) => [...(index === 0 ? [] : [word(joint)]), ...conditionSentence(condition)]);
