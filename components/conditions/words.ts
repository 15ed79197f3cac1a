import { type SentencePart, word } from "@/components/sentence/parts";
import type { ConditionValue } from "@/lib/contract/condition";
import { type ElementInput, readElement } from "@/lib/targeting/element";
import { conditionParts } from "@/lib/targeting/words/condition-parts";
import { groupWords } from "@/lib/targeting/words/group-words";
import { domainOf, type Manner, valueKindOf } from "./operators";

export interface SpokenCondition extends Manner {
  readonly attribute: string;
  readonly value: ConditionValue;
}

export type SpokenElement = ElementInput<SpokenCondition>;

/** The names of the project's segments by id; undefined while they are loading. */
export type SegmentNames = ReadonlyMap<string, string> | undefined;

/** @param segments undefined while they are loading */
export const segmentNames = (segments: readonly { id: string; name: string }[] | undefined): SegmentNames =>
  segments && new Map(segments.map(({ id, name }) => [id, name]));

/** How many items of a list a sentence names before it counts the rest. */
const NAMED_ITEMS = 5;

/** `country` is one of `US` or `CA`. What is not filled in yet is said to be missing. */
function conditionSentence(condition: SpokenCondition): SentencePart[] {
  const takes = valueKindOf(condition.operator);
  return conditionParts(condition, { takes, domain: domainOf(condition), mostItems: NAMED_ITEMS });
}

/** An element in words. A group opens with a word of its own: either … or …, both … and …, neither … nor …. */
export function elementSentence(element: SpokenElement, segments: SegmentNames): SentencePart[] {
  const read = readElement(element);
  switch (read.type) {
    case "condition":
      return conditionSentence(read.condition);
    case "segment":
      return [word("in"), segmentPart(read.segmentId, segments)];
    case "group": {
      const [first] = read.elements;
      const isReference = read.elements.length === 1 && first !== undefined && readElement(first).type === "segment";
      const { lead, joint } = groupWords(read.kind, read.elements.length, isReference);
      if (read.elements.length === 0) return [{ kind: "warning", text: "an empty group" }];
      return [...(lead === "" ? [] : [word(lead)]), ...joinElements(read.elements, joint, segments)];
    }
  }
}

/** Elements joined by a word; beside a group a comma says where it begins and ends. */
export const joinElements = (
  elements: readonly SpokenElement[],
  joint: "and" | "or" | "nor",
  segments: SegmentNames,
): SentencePart[] =>
  elements.flatMap((element, index) => {
    const before = elements[index - 1];
    if (before === undefined) return elementSentence(element, segments);
    const comma = isGroup(before) || isGroup(element) ? [word(",")] : [];
    return [...comma, word(joint), ...elementSentence(element, segments)];
  });

/**
 * The first conditions of a long sentence, and how many more there are. They end before one that goes beyond `most`.
 */
export function firstConditions(parts: readonly SentencePart[], most: number): SentencePart[] {
  if (parts.length <= most) return [...parts];
  const end = parts.slice(0, most + 1).findLastIndex(isSubject);
  const more = parts.slice(end).filter(isSubject).length;
  // With it go the words that lead to it.
  const last = parts.slice(0, end).findLastIndex(({ kind }) => kind !== "word");
  return [...parts.slice(0, last + 1), moreConditions(more)];
}

/** The end of a sentence that leaves out conditions. */
export const moreConditions = (count: number): SentencePart =>
  word(`… and ${count === 1 ? "1 more condition" : `${count} more conditions`}`);

/** What each condition has one of. */
const isSubject = ({ kind }: SentencePart): boolean => kind === "attribute" || kind === "segment";

function isGroup(element: SpokenElement): boolean {
  const read = readElement(element);
  return read.type === "group" && (read.elements.length > 1 || read.kind === "none");
}

function segmentPart(segmentId: string, segments: SegmentNames): SentencePart {
  if (segmentId === "") return { kind: "warning", text: "a segment" };
  const name = segments?.get(segmentId);
  const isGone = segments !== undefined && name === undefined;
  return { kind: "segment", segmentId, text: name ?? (isGone ? "a segment that is gone" : "…"), isGone };
}
