/** References in a row, from one segment to the next. One that leads further has no members, as one in a circle. */
const MAX_SEGMENT_CHAIN = 10;

/** Something with an id that refers to others of its kind. */
export interface Referring {
  readonly id: string;
  readonly references: readonly string[];
}

interface Ordered<T> {
  /** Each after those that it refers to. */
  readonly ordered: readonly T[];
  /** Those that lead into a circle, or through more references than `MAX_SEGMENT_CHAIN`. */
  readonly rest: readonly T[];
}

/** Puts segments in an order in which each can be decided from those before it. */
export function inDependencyOrder<T extends Referring>(segments: readonly T[]): Ordered<T> {
  const ordered = segments.filter(({ references }) => references.length === 0);
  let rest = segments.filter(({ references }) => references.length > 0);
  for (let round = 0; round < MAX_SEGMENT_CHAIN && rest.length > 0; round += 1) {
    const waiting = new Set(rest.map(({ id }) => id));
    const isReady = ({ references }: T) => !references.some((id) => waiting.has(id));
    ordered.push(...rest.filter(isReady));
    rest = rest.filter((each) => !isReady(each));
  }
  return { ordered, rest };
}
