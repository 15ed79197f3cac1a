import { joinElements, type SegmentNames } from "@/components/conditions/words";
import { type SentencePart, strong, word } from "@/components/sentence/parts";
import type { Rule } from "@/lib/contract/rule";

export type SpokenRule = Pick<Rule, "conditions" | "segment_id" | "percentage" | "bucket_by" | "value">;

/**
 * If `plan` is `pro` and in *Beta testers*, for 25 % by `user_id`, serve `true`. A rule that asks for nothing is for
 * "Everyone".
 */
export function ruleSentence(rule: SpokenRule, segments: SegmentNames): SentencePart[] {
  const who = audience(rule, segments);
  const rollout = rolloutParts(rule, who.length === 0);
  const subject =
    who.length === 0 ? rollout : [strong("If"), ...who, ...(rollout.length > 0 ? [word(",")] : []), ...rollout];
  if (subject.length === 0) subject.push(strong("Everyone"));
  return [...subject, word(","), strong("serve"), { kind: "served", value: rule.value }];
}

function audience(rule: SpokenRule, segments: SegmentNames): SentencePart[] {
  const linked = rule.segment_id === null ? [] : [{ segment: rule.segment_id }];
  return joinElements([...rule.conditions, ...linked], "and", segments);
}

function rolloutParts({ percentage, bucket_by }: SpokenRule, isAlone: boolean): SentencePart[] {
  if (percentage === null) return [];
  if (isAlone && percentage === 100) return [];
  return [
    isAlone ? strong("For") : strong("for"),
    { kind: "percentage", text: `${percentage} %`, of100: percentage },
    ...(isAlone ? [word("of everyone")] : []),
    word("by"),
    { kind: "attribute", text: bucket_by },
  ];
}
