import {
  joinElements,
  type SegmentNames,
  type SpokenCondition,
  type SpokenElement,
} from "@/components/conditions/words";
import { type SentencePart, strong, word } from "@/components/sentence/parts";
import type { SegmentCondition } from "@/lib/contract/condition";
import type { SegmentElement } from "@/lib/contract/condition-elements";
import type { MatchType } from "@/lib/contract/segment";
import { mapConditions } from "@/lib/targeting/element";

interface SpokenSegment {
  readonly rules: readonly SegmentElement[];
  readonly match_type: MatchType;
}

/** A segment's conditions in words, for a row of the list. */
export const segmentConditionsSentence = ({ rules, match_type }: SpokenSegment, segments: SegmentNames) =>
  rules.length === 0 ? [NOBODY] : joinElements(spoken(rules), match_type === "all" ? "and" : "or", segments);

const NOBODY: SentencePart = { kind: "warning", text: "Nobody: an audience without conditions matches nobody" };

/** The audience in one sentence: Everyone whose `plan` is `pro` and `country` is one of `US` or `CA`. */
export function segmentSentence(segment: SpokenSegment, segments: SegmentNames): SentencePart[] {
  const said = segmentConditionsSentence(segment, segments);
  if (segment.rules.length === 0) return [...said, word(".")];
  // A group or a reference does not begin with an attribute that is somebody's.
  const isPlain = segment.rules.every((element) => "key" in element);
  return [strong("Everyone"), word(isPlain ? "whose" : "who fits this:"), ...said, word(".")];
}

/** A segment's conditions call their attribute `key`. */
const spoken = (rules: readonly SegmentElement[]): SpokenElement[] =>
  mapConditions<SegmentCondition, SpokenCondition>(rules, ({ key, ...asked }) => ({ attribute: key, ...asked }));
