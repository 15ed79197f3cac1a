import type { Fact } from "./facts";
import type { VersionShape } from "./version-range";

/** What is left of a line of numbers or instants. An open end is not part of it. */
export interface Interval {
  readonly low: number;
  readonly isLowOpen: boolean;
  readonly high: number;
  readonly isHighOpen: boolean;
}

export type Domain = "number" | "instant" | "version";

/**
 * The values that pass the required comparisons of some domains and fail the forbidden ones. Only to be asked about
 * values that are of each of the domains: what is not fails every comparison.
 */
export function intervalOf(
  domains: ReadonlySet<Domain>,
  required: readonly Fact[],
  forbidden: readonly Fact[],
): Interval {
  let [low, isLowOpen] = [Number.NEGATIVE_INFINITY, false];
  let [high, isHighOpen] = [Number.POSITIVE_INFINITY, false];
  const raise = (at: number, isOpen: boolean) => {
    if (at > low || (at === low && isOpen)) [low, isLowOpen] = [at, isOpen];
  };
  const lower = (at: number, isOpen: boolean) => {
    if (at < high || (at === high && isOpen)) [high, isHighOpen] = [at, isOpen];
  };
  const isIn = <S extends { readonly domain: Domain }>(shape: S): shape is Exclude<S, VersionShape> =>
    shape.domain !== "version" && domains.has(shape.domain);
  for (const { shape } of required) {
    if (shape.type === "above" && isIn(shape)) raise(shape.at, true);
    if (shape.type === "below" && isIn(shape)) lower(shape.at, true);
  }
  for (const { shape } of forbidden) {
    if (shape.type === "above" && isIn(shape)) lower(shape.at, false);
    if (shape.type === "below" && isIn(shape)) raise(shape.at, false);
  }
  return { low, isLowOpen, high, isHighOpen };
}

/** Whether no real number is inside. */
export function isEmpty({ low, isLowOpen, high, isHighOpen }: Interval): boolean {
  return low > high || (low === high && (isLowOpen || isHighOpen));
}

/** Texts of numbers that may be inside, plain ones first, then more and more of them. */
export function* numberTexts(interval: Interval): Generator<string> {
  for (const number of valuesIn(interval, 1)) yield String(number);
  for (const number of valuesIn(interval, 1)) for (const zeros of [".0", ".00", ".000"]) yield `${number}${zeros}`;
}

const DAY = 86_400_000;

/** Texts of dates that may be inside: whole days first. */
export function* dateTexts(interval: Interval): Generator<string> {
  for (const instant of valuesIn(interval, DAY)) yield* writeInstant(instant);
  for (const instant of valuesIn(interval, 1000)) yield* writeInstant(instant);
}

function* writeInstant(instant: number): Generator<string> {
  const date = new Date(Math.floor(instant));
  if (Number.isNaN(date.getTime())) return;
  const text = date.toISOString();
  // Years before 0 and after 9999 are written with a sign, which the engine does not read.
  if (text.length !== "0000-00-00T00:00:00.000Z".length) return;
  if (instant % DAY === 0) yield text.slice(0, 10);
  yield text;
  const fraction = instant - Math.floor(instant);
  if (fraction > 0) yield `${text.slice(0, 23)}${fraction.toFixed(9).slice(2)}Z`;
}

/** Values inside, or at its edge: some steps from an end, the ends, far out where there is no end, ever finer parts. */
function* valuesIn({ low, high }: Interval, step: number): Generator<number> {
  const isBoundedBelow = Number.isFinite(low);
  const isBoundedAbove = Number.isFinite(high);
  const start = isBoundedBelow ? Math.ceil(low / step) * step : isBoundedAbove ? Math.floor(high / step) * step : 0;
  const direction = isBoundedBelow || !isBoundedAbove ? step : -step;
  const end = direction > 0 ? high : low;
  const isPast = (value: number) => (direction > 0 ? value > end : value < end);
  for (let index = 0; index < FIRST_STEPS && !isPast(start + index * direction); index += 1) {
    yield start + index * direction;
  }
  if (isBoundedBelow) yield low;
  if (isBoundedAbove) yield high;
  if (isBoundedBelow && isBoundedAbove) {
    for (let parts = 2; parts <= MOST_PARTS; parts *= 2) {
      for (let part = 1; part < parts; part += 2) yield low + ((high - low) / parts) * part;
    }
  } else {
    // Far out, where a double no longer has room for steps of one.
    for (let size = direction; Number.isFinite(start + size); size *= 10) yield start + size;
  }
  for (let index = FIRST_STEPS; index < MOST_STEPS && !isPast(start + index * direction); index += 1) {
    yield start + index * direction;
  }
}

const FIRST_STEPS = 16;
const MOST_STEPS = 4096;
const MOST_PARTS = 64;
