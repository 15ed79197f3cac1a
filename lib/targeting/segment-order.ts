import { segmentsIn } from "./element";
import type { RuleInput, SegmentInput } from "./types";

/**
 * How many references may follow each other, from one segment to the next. A segment with a longer chain, or in a
 * circle, has no members.
 */
export const MAX_SEGMENT_CHAIN = 10;

/** Something with an id that refers to others of its kind. */
export interface Referring {
  readonly id: string;
  readonly references: readonly string[];
}

interface Ordered<T> {
  /** Each after those that it refers to. */
  readonly ordered: readonly T[];
  /** Those that lead into a circle, or through too many references. */
  readonly rest: readonly T[];
}

/**
 * Orders segments, or other things that refer to each other, so that each comes after those that it refers to.
 * @param longest how many references may follow each other
 */
export function inDependencyOrder<T extends Referring>(
  referring: readonly T[],
  longest = MAX_SEGMENT_CHAIN,
): Ordered<T> {
  const ordered = referring.filter(({ references }) => references.length === 0);
  let rest = referring.filter(({ references }) => references.length > 0);
  for (let round = 0; round < longest && rest.length > 0; round += 1) {
    const waiting = new Set(rest.map(({ id }) => id));
    const isReady = ({ references }: T) => !references.some((id) => waiting.has(id));
    ordered.push(...rest.filter(isReady));
    rest = rest.filter((each) => !isReady(each));
  }
  return { ordered, rest };
}

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
