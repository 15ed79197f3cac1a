import { firstConditions, joinElements, type SegmentNames } from "@/components/conditions/words";
import { type SentencePart, strong, word } from "@/components/sentence/parts";
import type { RuleContent } from "@/lib/contract/rule-pairs";
import type { Split } from "@/lib/contract/split";
import { bucketByOf, WHOLE_SPLIT } from "@/lib/targeting/rule-columns";

export type SpokenRule = Omit<RuleContent, "name" | "enabled">;

/** What people call a rule's fields, where that is not the field's own name. */
export const ruleFieldNames: Readonly<Partial<Record<keyof RuleContent, string>>> = {
  percentage: "share",
  segment_id: "segment",
  bucket_by: "attribute that decides the bucket",
};

/**
 * If `plan` is `pro` and in *Beta testers*, for 25 % by `user_id`, serve `true`. A rule that asks for nothing is for
 * "Everyone". Of a split: 33.334 % get `A`, 33.333 % get `B`, the others get `C`.
 * @param most about how many parts its conditions may have; of the rest it says how many conditions there are
 */
export function ruleSentence(
  rule: SpokenRule,
  segments: SegmentNames,
  most = Number.POSITIVE_INFINITY,
): SentencePart[] {
  const who = firstConditions(audience(rule, segments), most);
  const rollout = rolloutParts(rule, who.length === 0);
  const hasRollout = rollout.length > 0;
  const subject =
    who.length === 0 ? rollout : [strong("If"), ...who, ...(rollout.length > 0 ? [word(",")] : []), ...rollout];
  if (subject.length === 0) subject.push(strong("Everyone"));
  if (rule.split !== undefined) return [...subject, word(","), ...splitParts(rule, rule.split, hasRollout)];
  return [...subject, word(","), strong("serve"), { kind: "served", value: rule.value }];
}

/** Parts of a split that a sentence tells one by one. */
const SHOWN_ARMS = 6;

const thousandths = ({ weight }: Split[number]): number => Math.round(weight * 1000);
const sumOf = (arms: Split): number => arms.reduce((sum, arm) => sum + thousandths(arm), 0);
const share = (weight: number): SentencePart => ({
  kind: "percentage",
  text: `${weight / 1000} %`,
  of100: weight / 1000,
});

function splitParts(rule: SpokenRule, split: Split, hasRollout: boolean): SentencePart[] {
  const shown = split.length > SHOWN_ARMS + 1 ? split.slice(0, SHOWN_ARMS) : split;
  const arms = shown.flatMap((arm): SentencePart[] => [
    share(thousandths(arm)),
    strong("get"),
    { kind: "served", value: arm.value },
    word(","),
  ]);
  const rest = split.slice(shown.length);
  const restParts = [share(sumOf(rest)), strong("get"), word(`${rest.length} more values,`)];
  const isAll = sumOf(split) === WHOLE_SPLIT;
  const by = bucketedBy(rule);
  return [
    ...(hasRollout ? [] : [word("split by"), by, word(":")]),
    ...arms,
    ...(rest.length > 0 ? restParts : []),
    ...(isAll ? [word("whoever has no"), by, word("gets")] : [word("the others get")]),
    { kind: "served", value: rule.value },
  ];
}

const bucketedBy = (rule: SpokenRule): SentencePart => ({ kind: "attribute", text: bucketByOf(rule) });

function audience(rule: SpokenRule, segments: SegmentNames): SentencePart[] {
  const linked = rule.segment_id === null ? [] : [{ segment: rule.segment_id }];
  return joinElements([...rule.conditions, ...linked], "and", segments);
}

function rolloutParts(rule: SpokenRule, isAlone: boolean): SentencePart[] {
  const { percentage } = rule;
  if (percentage === null) return [];
  if (isAlone && percentage === 100) return [];
  return [
    isAlone ? strong("For") : strong("for"),
    { kind: "percentage", text: `${percentage} %`, of100: percentage },
    ...(isAlone ? [word("of everyone")] : []),
    word("by"),
    bucketedBy(rule),
  ];
}
