import { type SentencePart, word } from "@/components/sentence/parts";
import type { ConditionValue } from "@/lib/contract/condition";
import { conditionParts } from "@/lib/targeting/condition-parts";
import { domainOf } from "./condition-value";
import { type Manner, valueKindOf } from "./operators";

export interface SpokenCondition extends Manner {
  readonly attribute: string;
  readonly value: ConditionValue;
}

/** How many items of a list a sentence names before it counts the rest. */
const NAMED_ITEMS = 5;

/** `country` is one of `US` or `CA`. Missing parts are named as missing. */
export function conditionSentence(condition: SpokenCondition): SentencePart[] {
  const takes = valueKindOf(condition.operator);
  return conditionParts(condition, { takes, domain: domainOf(condition), mostItems: NAMED_ITEMS });
}

/** Conditions joined by a word. */
export const joinConditions = (conditions: readonly SpokenCondition[], joint: "and" | "or"): SentencePart[] =>
  conditions.flatMap((condition, index) => [...(index === 0 ? [] : [word(joint)]), ...conditionSentence(condition)]);
