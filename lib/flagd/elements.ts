import type { StoredElement } from "@/lib/targeting/compile-element";
import type { GroupKind } from "@/lib/targeting/element";
import type { Segment } from "@/lib/targeting/segment";
import { conditionLogic } from "./conditions";
import { allOf, anyOf, type Logic, not, Unsayable } from "./logic";

/** Writes the link to a segment. */
export type Linking = (segment: Segment) => Logic;

/** A list of conditions, groups and references. Without elements nobody satisfies it, whatever its kind. */
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

/**
 * A segment as a whole, including those that it refers to: flagd does not support references within an evaluator.
 * @throws Unsayable when it would be too long, or for a condition
 */
export function segmentLogic(segment: Segment): Logic {
  if (sizeOf(segment, new Map()) > MOST_ELEMENTS) throw new Unsayable("refers to too many others");
  return membership(segment);
}

const membership = ({ fault, matchType, elements }: Segment): Logic =>
  fault !== null || matchType === null ? false : elementsLogic(matchType, elements, membership);

/** In a segment with those that it refers to. References are copied, so elements multiply. */
const MOST_ELEMENTS = 2_000;

function sizeOf(segment: Segment, known: Map<Segment, number>): number {
  const size = known.get(segment) ?? segment.elements.reduce((sum, element) => sum + sizeOfElement(element, known), 0);
  known.set(segment, size);
  return size;
}

function sizeOfElement(element: StoredElement, known: Map<Segment, number>): number {
  if ("elements" in element) return element.elements.reduce((sum, each) => sum + sizeOfElement(each, known), 1);
  return "segment" in element && element.segment !== null ? sizeOf(element.segment, known) : 1;
}
