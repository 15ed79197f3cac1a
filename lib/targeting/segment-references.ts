import { segmentsIn } from "./element";
import type { RuleInput, SegmentInput } from "./types";

/**
 * How many references may follow each other, from one segment to the next. A segment with a longer chain, or in a
 * circle, has no members.
 */
export const MAX_SEGMENT_CHAIN = 10;

/** The segments that rules name: linked to them, or in their conditions. What is stored may be damaged. */
export function* segmentsNamed(
  rules: readonly Pick<RuleInput, "segment_id" | "conditions">[],
): Generator<string, void> {
  for (const { segment_id: id, conditions } of rules) {
    if (typeof id === "string") yield id;
    if (Array.isArray(conditions)) yield* segmentsIn(conditions);
  }
}

/** The segments with these ids that exist, and all that they lead to, without repetitions. */
export function ledTo<S extends Pick<SegmentInput, "rules">>(
  ids: Iterable<string>,
  segments: ReadonlyMap<string, S>,
): S[] {
  const found = new Set(ids);
  const led: S[] = [];
  // Iterating over a set also visits what is added meanwhile.
  for (const id of found) {
    const segment = segments.get(id);
    if (segment === undefined) continue;
    led.push(segment);
    if (Array.isArray(segment.rules)) for (const further of segmentsIn(segment.rules)) found.add(further);
  }
  return led;
}
