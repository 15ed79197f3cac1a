import type { Probe } from "../facts/probe";

/**
 * A rollout, or a border of a split: it lets in those whose bucket is below the percentage. Attribute value and salt
 * decide the bucket. A border of 100 lets in whoever has an id.
 */
export interface RolloutFacts {
  readonly attribute: string;
  readonly percentage: number;
  readonly salt: string;
  readonly probe: Probe;
}

/** Where the bucket for a salt lies: from `low` to just under `high`, in percent. */
export interface BucketRange {
  readonly salt: string;
  readonly low: number;
  readonly high: number;
}

/** The buckets of the hash: a range without one of them is empty, however wide it looks. */
const BUCKETS = 2 ** 32;

/**
 * Where an id's buckets must lie to be inside these rollouts and outside those, one range for each salt. Null when no
 * bucket will do: a rollout that must let the id in lies within one of the same salt that must not.
 */
export function rangesOf(
  inside: readonly RolloutFacts[],
  outside: readonly RolloutFacts[],
): readonly BucketRange[] | null {
  const ranges = new Map<string, BucketRange>();
  const narrow = (salt: string, low: number, high: number) => {
    const known = ranges.get(salt) ?? { low: 0, high: 100 };
    ranges.set(salt, { salt, low: Math.max(known.low, low), high: Math.min(known.high, high) });
  };
  for (const { salt, percentage } of inside) narrow(salt, 0, percentage);
  for (const { salt, percentage } of outside) narrow(salt, percentage, 100);
  const all = [...ranges.values()];
  return all.some(isEmpty) ? null : all;
}

const isEmpty = ({ low, high }: BucketRange): boolean => firstBucket(low) >= firstBucket(high);

/** The first bucket that a percentage does not let in. */
const firstBucket = (percentage: number): number => Math.ceil((percentage / 100) * BUCKETS);

/** The part of all ids, from 0 to 1, whose buckets lie in these ranges: buckets of different salts are independent. */
export function partOf(ranges: readonly BucketRange[]): number {
  return ranges.reduce((part, { low, high }) => part * ((high - low) / 100), 1);
}

/** What ranges say of a rollout: 1 inside, -1 outside, 0 either. */
export function truthIn(ranges: readonly BucketRange[], { salt, percentage }: RolloutFacts): number {
  // Whoever has ranges has an id.
  if (percentage >= 100) return 1;
  const range = ranges.find((each) => each.salt === salt);
  if (range === undefined) return 0;
  if (range.high <= percentage) return 1;
  return range.low >= percentage ? -1 : 0;
}

/** Tests whether an id is inside these rollouts and outside those; the most selective rollout is asked first. */
export function bucketTest(
  inside: readonly RolloutFacts[],
  outside: readonly RolloutFacts[],
): (text: string) => boolean {
  const wanted = [
    ...inside.map(({ probe, percentage }) => ({ probe, isIn: true, chance: percentage })),
    ...outside.map(({ probe, percentage }) => ({ probe, isIn: false, chance: 100 - percentage })),
  ].sort((a, b) => a.chance - b.chance);
  return (text) => wanted.every(({ probe, isIn }) => probe.holds(text) === isIn);
}
