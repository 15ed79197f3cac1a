import type { Probe } from "./probe";

/** A percentage of those whom the attribute's value and the salt draw. */
export interface Share {
  readonly bucketBy: string;
  readonly percentage: number;
  readonly salt: string;
  readonly probe: Probe;
}

/** Where the draw of a salt falls: from `low` to just under `high`, in percent. */
export interface DrawRange {
  readonly salt: string;
  readonly low: number;
  readonly high: number;
}

/** The buckets of the hash: a range without one of them is empty, however wide it looks. */
const BUCKETS = 2 ** 32;

/**
 * Where the draws must fall for somebody with an id to be inside and outside of these shares, one range for each salt.
 * Null when there is no such place: a share that lets in lies wholly inside one, of the same draw, that must not.
 */
export function rangesOf(inside: readonly Share[], outside: readonly Share[]): readonly DrawRange[] | null {
  const ranges = new Map<string, DrawRange>();
  const narrow = (salt: string, low: number, high: number) => {
    const known = ranges.get(salt) ?? { low: 0, high: 100 };
    ranges.set(salt, { salt, low: Math.max(known.low, low), high: Math.min(known.high, high) });
  };
  for (const { salt, percentage } of inside) narrow(salt, 0, percentage);
  for (const { salt, percentage } of outside) narrow(salt, percentage, 100);
  const all = [...ranges.values()];
  return all.some(isEmpty) ? null : all;
}

const isEmpty = ({ low, high }: DrawRange): boolean => firstBucket(low) >= firstBucket(high);

/** The first bucket that a percentage does not let in. */
const firstBucket = (percentage: number): number => Math.ceil((percentage / 100) * BUCKETS);

/** The part of all ids, from 0 to 1, whose draws fall so: draws of different salts are independent. */
export function partOf(ranges: readonly DrawRange[]): number {
  return ranges.reduce((part, { low, high }) => part * ((high - low) / 100), 1);
}

/** What ranges say of a share: 1 inside, -1 outside, 0 either. */
export function truthIn(ranges: readonly DrawRange[], { salt, percentage }: Share): number {
  const range = ranges.find((each) => each.salt === salt);
  if (range === undefined) return 0;
  if (range.high <= percentage) return 1;
  return range.low >= percentage ? -1 : 0;
}

/** Whether a text is inside and outside the shares as wanted; those that the fewest pass are asked first. */
export function drawTest(inside: readonly Share[], outside: readonly Share[]): (text: string) => boolean {
  const wanted = [
    ...inside.map(({ probe, percentage }) => ({ probe, isIn: true, chance: percentage })),
    ...outside.map(({ probe, percentage }) => ({ probe, isIn: false, chance: 100 - percentage })),
  ].sort((a, b) => a.chance - b.chance);
  return (text) => wanted.every(({ probe, isIn }) => probe.holds(text) === isIn);
}
