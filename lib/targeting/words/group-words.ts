import type { GroupKind } from "../element";
import { joinWords } from "./condition-parts";

/**
 * How a group with this many elements reads: the words before it, which open the bracket, and the word between its
 * elements.
 */
interface GroupWords {
  /** Empty where no bracket is needed. */
  readonly lead: string;
  readonly joint: "and" | "or" | "nor";
}

/** @param isReference it has one element, which names a segment: "not in Staff" */
export function groupWords(kind: GroupKind, count: number, isReference = false): GroupWords {
  switch (kind) {
    case "all":
      return { lead: count < 2 ? "" : count === 2 ? "both" : "all of", joint: "and" };
    case "any":
      return { lead: count < 2 ? "" : "either", joint: "or" };
    case "none":
      return { lead: isReference ? "not" : count < 2 ? "it is not so that" : "neither", joint: "nor" };
  }
}

interface GroupForm {
  /** Some element is a group itself, so that commas tell where it ends. */
  readonly isLong?: boolean;
  /** Its one element names a segment. */
  readonly isReference?: boolean;
}

/** A group in plain text. */
export function groupText(
  kind: GroupKind,
  elements: readonly string[],
  { isLong, isReference }: GroupForm = {},
): string {
  const { lead, joint } = groupWords(kind, elements.length, isReference);
  const inside =
    joint === "nor" || isLong ? elements.join(`${isLong ? "," : ""} ${joint} `) : joinWords(elements, joint);
  return lead === "" ? inside : `${lead} ${inside}`;
}
