import { versionKey } from "../../comparable";
import { nextDown, versionOrder } from "../facts/domains";
import type { Range, Ranges } from "../facts/ranges";
import { numberTexts } from "./number-texts";

// Texts such as `5`, `5.0` and `05.10`: a number, and also a version with one or two parts. The number determines the
// first part. The second part is free but for its size: `5.000…07` is as good as 5 and has the second part 7.

/** Among this many successive first parts, there is one that no end of a range touches. */
const ENOUGH_MAJORS = 5;

/** False when no text is a number in the first ranges and a version in the second. */
export function mayHaveNumericVersion(numbers: Ranges<number>, versions: Ranges<string>): boolean {
  return numbers.some((range) => versions.some((other) => majorsOf(range, other, ENOUGH_MAJORS).length > 0));
}

/** Texts that may lie within both ranges. */
export function* numericVersionTexts(
  numbers: Ranges<number>,
  versions: Ranges<string>,
  named: readonly string[],
): Generator<string> {
  const majors = numbers.flatMap((range) => versions.flatMap((other) => majorsOf(range, other, ENOUGH_MAJORS)));
  const minors = new Set([0, 1, ...named.flatMap(minorsAround)]);
  for (const major of [...new Set(majors)].filter(Number.isFinite).map((each) => BigInt(each).toString())) {
    yield major;
    for (const minor of minors) yield* [`${major}.${minor}`, `${major}.${"0".repeat(25)}${minor}`];
    yield `${major}.${"9".repeat(25)}`;
  }
  yield* numberTexts(numbers);
}

/** First parts with which a text may be inside both ranges, as many as suffice. */
function majorsOf(numbers: Range<number>, versions: Range<string>, most: number): number[] {
  // A long text may be rounded up to the number at the lower end, and down to the one at the upper end.
  const low = Math.max(0, Math.floor(nextDown(numbers.from)), majorOf(versions.from));
  const high = Math.min(Math.ceil(numbers.to) - 1, lastMajor(versions.to));
  const majors: number[] = [];
  for (let major = low; major <= high && majors.length < most; major += 1) {
    if (isPossible(major, numbers, versions)) majors.push(major);
    // From here on the gap between two doubles is larger than one.
    if (major >= Number.MAX_SAFE_INTEGER) break;
  }
  return majors;
}

function isPossible(major: number, numbers: Range<number>, versions: Range<string>): boolean {
  if (major >= Number.MAX_SAFE_INTEGER) return true;
  // Where the second part must be 0, the number is the first part alone.
  if ((versionKey(`${major}.1`) ?? "") >= versions.to) return numbers.from <= major && major < numbers.to;
  return Math.max(numbers.from, major) < numbers.to && numbers.from <= major + 1;
}

/** A key begins with the length of the first part, in three digits, and that part. */
const majorOf = (key: string): number => Number(key.slice(3, 3 + Number(key.slice(0, 3))));

/** The last first part that comes before the key. */
function lastMajor(key: string): number {
  if (key === versionOrder.all.to) return Number.POSITIVE_INFINITY;
  const major = majorOf(key);
  const isBefore = major > Number.MAX_SAFE_INTEGER || (versionKey(String(major)) ?? "") < key;
  return isBefore ? major : major - 1;
}

function minorsAround(text: string): number[] {
  const minor = Number(/^v?\d+\.(\d+)/.exec(text)?.[1] ?? 0);
  return Number.isSafeInteger(minor) ? [Math.max(0, minor - 1), minor, minor + 1] : [];
}
