import type { ConditionValue } from "@/lib/contract/condition";
import type { OperatorId } from "@/lib/targeting";
import { listItems, looksLikeDate, valueText } from "../condition-value";
import { operatorLabel, valueKindOf } from "../operators";
import { type SentencePart, word } from "./parts";

export interface SpokenCondition {
  readonly attribute: string;
  readonly operator: OperatorId;
  readonly value: ConditionValue;
}

/** How many items of a list a sentence names before it counts the rest. */
const NAMED_ITEMS = 5;

/** `country` is one of `US`, `CA`. What is not filled in yet is said to be missing. */
export function conditionSentence({ attribute, operator, value }: SpokenCondition): SentencePart[] {
  const isDate = valueKindOf(operator) === "comparable" && looksLikeDate(value);
  return [
    attribute === "" ? { kind: "warning", text: "an attribute" } : { kind: "attribute", text: attribute },
    { kind: "operator", text: operatorLabel(operator, isDate) },
    ...valueParts(operator, value),
  ];
}

function valueParts(operator: OperatorId, value: ConditionValue): SentencePart[] {
  switch (valueKindOf(operator)) {
    case "none":
      return [];
    case "list": {
      const items = listItems(value);
      if (items.length === 0) return [{ kind: "warning", text: "an empty list" }];
      const named = items.length <= NAMED_ITEMS + 1 ? items : items.slice(0, NAMED_ITEMS);
      return [{ kind: "list", items: named.map(String), more: items.length - named.length }];
    }
    default: {
      const text = valueText(value);
      return [text === "" ? { kind: "warning", text: "an empty value" } : { kind: "value", text }];
    }
  }
}

/** Conditions joined by a word. */
export const joinConditions = (conditions: readonly SpokenCondition[], joint: "and" | "or"): SentencePart[] =>
  conditions.flatMap((condition, index) => [...(index === 0 ? [] : [word(joint)]), ...conditionSentence(condition)]);
