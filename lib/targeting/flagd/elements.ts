import type { StoredElement } from "../compile-element";
import type { GroupKind } from "../element";
import type { Segment } from "../segment";
import { conditionLogic } from "./conditions";
import { allOf, anyOf, type Logic, not } from "./logic";

/** How a link to a segment is written. */
export type Linking = (segment: Segment) => Logic;

/** A list of conditions, groups and references. Without any, nobody fulfils it, whatever its kind. */
export function elementsLogic(kind: GroupKind, elements: readonly StoredElement[], link: Linking): Logic {
  if (elements.length === 0) return false;
  const parts = elements.map((element) => elementLogic(element, link));
  if (kind === "all") return allOf(parts);
  return kind === "any" ? anyOf(parts) : not(anyOf(parts));
}

function elementLogic(element: StoredElement, link: Linking): Logic {
  if ("elements" in element) return elementsLogic(element.kind, element.elements, link);
  if ("segment" in element) return element.segment === null ? false : link(element.segment);
  const { compiled, written } = element;
  return "fault" in compiled ? false : conditionLogic(compiled, written);
}

/** A segment as a whole, with those that it refers to: flagd knows no references within what is referred to. */
export const segmentLogic = ({ fault, matchType, elements }: Segment): Logic =>
  fault !== null || matchType === null ? false : elementsLogic(matchType, elements, segmentLogic);
