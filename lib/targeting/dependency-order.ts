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
 * Orders segments, or flags, or other things that refer to each other, so that each comes after those that it refers
 * to.
 * @param longest how many references may follow each other
 */
export function inDependencyOrder<T extends Referring>(referring: readonly T[], longest: number): Ordered<T> {
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
