import { joinConditions, type SpokenCondition } from "@/components/conditions/words";
import { type SentencePart, strong, word } from "@/components/sentence/parts";
import type { MatchType } from "@/lib/contract/segment";

interface SpokenSegment {
  readonly conditions: readonly SpokenCondition[];
  readonly match_type: MatchType;
}

/** A segment's conditions in words, for a row of the list. */
export const segmentConditionsSentence = ({ conditions, match_type }: SpokenSegment): SentencePart[] =>
  conditions.length === 0 ? [NOBODY] : joinConditions(conditions, match_type === "all" ? "and" : "or");

const NOBODY: SentencePart = { kind: "warning", text: "Nobody: an audience without conditions matches nobody" };

/** The audience in one sentence: Everyone whose `plan` is `pro` and `country` is one of `US` or `CA`. */
export function segmentSentence({ conditions, match_type }: SpokenSegment): SentencePart[] {
  if (conditions.length === 0) return [NOBODY, word(".")];
  const joint = match_type === "all" ? "and" : "or";
  return [strong("Everyone"), word("whose"), ...joinConditions(conditions, joint), word(".")];
}

/** A segment of the API in words; its conditions call their attribute `key`. */
export const spokenSegment = (segment: {
  rules: readonly (Omit<SpokenCondition, "attribute"> & { key: string })[];
  match_type: MatchType;
}): SpokenSegment => ({
  conditions: segment.rules.map(({ key, ...condition }) => ({ ...condition, attribute: key })),
  match_type: segment.match_type,
});
