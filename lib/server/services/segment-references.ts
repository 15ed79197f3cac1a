import type { RuleElement, SegmentElement } from "@/lib/contract/condition-elements";
import type { FieldProblems } from "@/lib/contract/errors";
import { leavesOf } from "@/lib/targeting";
import { inDependencyOrder } from "@/lib/targeting/dependency-order";
import { MAX_SEGMENT_CHAIN } from "@/lib/targeting/segment-references";
import { invalid } from "../service-error";
import { referringSegments } from "../store/segment-references";
import { knownSegments } from "../store/segments";
import type { Tx } from "../store/transaction";
import { circleProblems, type PlacedReference } from "./circle";

type Elements = readonly (RuleElement | SegmentElement)[];

/** The references in a list of conditions. @param field where the list is */
export const referencesIn = (elements: Elements, field: string): PlacedReference[] =>
  leavesOf<unknown>(elements).flatMap(({ element, path }) =>
    element.type === "segment" ? [{ path: [field, ...path, "segment"].join("."), id: element.segmentId }] : [],
  );

/** The problems of references to unknown segments. */
export function unknownSegments(references: readonly PlacedReference[], known: ReadonlySet<string>): FieldProblems {
  const unknown = references.filter(({ id }) => !known.has(id));
  return Object.fromEntries(unknown.map(({ path }) => [path, ["Must be a segment of the same project"]]));
}

/** @throws ServiceError 422 for segments of other projects */
export async function assertReferences(tx: Tx, projectId: string, references: readonly PlacedReference[]) {
  const known = await knownSegments(tx, projectId, [...new Set(references.map(({ id }) => id))]);
  const problems = unknownSegments(references, known);
  if (Object.keys(problems).length > 0) throw invalid(problems);
}

/**
 * Refuses conditions of a segment by which its references would form a circle, or a chain that is too long. The project
 * must be held exclusively, because two concurrent writes could form a circle together.
 * @throws ServiceError 422 that names the circle
 */
export async function assertNoCircle(
  tx: Tx,
  projectId: string,
  segment: { id: string; name: string },
  elements: readonly SegmentElement[],
): Promise<void> {
  const references = referencesIn(elements, "rules");
  if (references.length === 0) return;
  const others = (await referringSegments(tx, projectId)).filter(({ id }) => id !== segment.id);
  const problems = circleProblems(segment, references, others);
  if (Object.keys(problems).length > 0) throw invalid(problems);
  const own = { ...segment, references: references.map(({ id }) => id) };
  if (inDependencyOrder([...others, own], MAX_SEGMENT_CHAIN).rest.length > 0) {
    throw invalid({ rules: [`Leads through more than ${MAX_SEGMENT_CHAIN} segments, one inside the other`] });
  }
}
