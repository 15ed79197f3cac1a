import type { Probe } from "../facts/probe";

/**
 * A rollout, or a border between the arms of a split: it lets in everyone whose bucket is below the percentage. The
 * salt and the attribute's value determine the bucket. A border of 100 lets in everyone who has an id.
 */
export interface RolloutFacts {
  readonly attribute: string;
  readonly percentage: number;
  readonly salt: string;
  readonly probe: Probe;
  /** The rule does not exist yet: it gets its salt when it is created, so each id may have any bucket. */
  readonly isOpen: boolean;
}

/** The range in which the bucket for one salt must lie: from `low` up to, but not including, `high`, in percent. */
export interface BucketRange {
  readonly salt: string;
  /** As in `RolloutFacts`. */
  readonly isOpen: boolean;
  readonly low: number;
  readonly high: number;
}

/** How many buckets the hash has. A range that contains none of them is empty, however wide it looks. */
const BUCKETS = 2 ** 32;

/**
 * The ranges in which an id's buckets must lie to be inside the first rollouts and outside the second, one range for
 * each salt. Null when no bucket fits: a rollout of the first list lies within one of the second with the same salt.
 */
export function rangesOf(
  inside: readonly RolloutFacts[],
  outside: readonly RolloutFacts[],
): readonly BucketRange[] | null {
  const ranges = new Map<string, BucketRange>();
  const narrow = ({ salt, isOpen }: RolloutFacts, low: number, high: number) => {
    const known = ranges.get(salt) ?? { low: 0, high: 100 };
    ranges.set(salt, { salt, isOpen, low: Math.max(known.low, low), high: Math.min(known.high, high) });
  };
  for (const rollout of inside) narrow(rollout, 0, rollout.percentage);
  for (const rollout of outside) narrow(rollout, rollout.percentage, 100);
  const all = [...ranges.values()];
  return all.some(isEmpty) ? null : all;
}

const isEmpty = ({ low, high }: BucketRange): boolean => firstBucket(low) >= firstBucket(high);

/** The first bucket that is outside a percentage. */
const firstBucket = (percentage: number): number => Math.ceil((percentage / 100) * BUCKETS);

/**
 * The share of all ids, from 0 to 1, whose buckets lie in these ranges. Buckets of different salts are independent, so
 * the shares multiply.
 */
export function partOf(ranges: readonly BucketRange[]): number {
  return ranges.reduce((part, { low, high }) => part * ((high - low) / 100), 1);
}

/** What ranges say about a rollout: 1 inside, -1 outside, 0 undecided. */
export function truthIn(ranges: readonly BucketRange[], { salt, percentage }: RolloutFacts): number {
  // Every value with ranges is an id.
  if (percentage >= 100) return 1;
  const range = ranges.find((each) => each.salt === salt);
  if (range === undefined) return 0;
  if (range.high <= percentage) return 1;
  return range.low >= percentage ? -1 : 0;
}

/** Whether a value that is no list is an id, so that it has buckets. */
export const isId = (value: unknown): boolean => value !== undefined && value !== "" && typeof value !== "object";

/**
 * Makes a test whether an id is inside the first rollouts and outside the second. The most selective rollout is tested
 * first. A rollout that is open lets in any id, or leaves it out.
 */
export function bucketTest(
  inside: readonly RolloutFacts[],
  outside: readonly RolloutFacts[],
): (text: string) => boolean {
  const known = ({ isOpen }: RolloutFacts) => !isOpen;
  const wanted = [
    ...inside.filter(known).map(({ probe, percentage }) => ({ probe, isIn: true, chance: percentage })),
    ...outside.filter(known).map(({ probe, percentage }) => ({ probe, isIn: false, chance: 100 - percentage })),
  ].sort((a, b) => a.chance - b.chance);
  const needsId = inside.some(({ isOpen }) => isOpen);
  return (text) => (!needsId || isId(text)) && wanted.every(({ probe, isIn }) => probe.holds(text) === isIn);
}
