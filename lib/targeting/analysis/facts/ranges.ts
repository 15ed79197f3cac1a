/** Keys from `from` up to, but not including, `to`. */
export interface Range<K> {
  readonly from: K;
  readonly to: K;
}

/** A set of keys: ranges in ascending order that do not touch. */
export type Ranges<K> = readonly Range<K>[];

type Key = number | string;

const earlier = <K extends Key>(one: K, other: K): K => (other < one ? other : one);
const later = <K extends Key>(one: K, other: K): K => (other > one ? other : one);

/** The keys that are in both sets. */
export function intersect<K extends Key>(one: Ranges<K>, other: Ranges<K>): Ranges<K> {
  const both: Range<K>[] = [];
  let [at, otherAt] = [0, 0];
  for (;;) {
    const [a, b] = [one[at], other[otherAt]];
    if (a === undefined || b === undefined) return both;
    const from = later(a.from, b.from);
    const to = earlier(a.to, b.to);
    if (from < to) both.push({ from, to });
    if (a.to < b.to) at += 1;
    else otherAt += 1;
  }
}

/** The keys of the domain that are not in the set. */
export function complement<K extends Key>(ranges: Ranges<K>, domain: Range<K>): Ranges<K> {
  const rest: Range<K>[] = [];
  let { from } = domain;
  for (const range of ranges) {
    if (from < range.from) rest.push({ from, to: range.from });
    from = range.to;
  }
  if (from < domain.to) rest.push({ from, to: domain.to });
  return rest;
}
