import { nextDown, numberOrder } from "../facts/domains";
import type { Range, Ranges } from "../facts/ranges";

const FIRST_STEPS = 16;
const MOST_STEPS = 4096;
const MOST_PARTS = 64;

/** Values inside the ranges. The ranges take turns, so that each is tried before any is exhausted. */
export function* valuesIn(ranges: Ranges<number>, step: number): Generator<number> {
  const left = ranges.map((range) => valuesOf(range, step));
  while (left.length > 0) {
    for (const values of [...left]) {
      const next = values.next();
      if (next.done) left.splice(left.indexOf(values), 1);
      else yield next.value;
    }
  }
}

/** Values of one range: some steps from an end, the ends, far away where there is no end, and ever finer parts. */
function* valuesOf({ from: low, to }: Range<number>, step: number): Generator<number> {
  const high = nextDown(to);
  const isBoundedBelow = low > numberOrder.all.from;
  const isBoundedAbove = to < numberOrder.all.to;
  const start = isBoundedBelow ? Math.ceil(low / step) * step : isBoundedAbove ? Math.floor(high / step) * step : 0;
  const direction = isBoundedBelow || !isBoundedAbove ? step : -step;
  const isInside = (value: number) => value >= low && value <= high;
  for (let index = 0; index < FIRST_STEPS && isInside(start + index * direction); index += 1) {
    yield start + index * direction;
  }
  if (isBoundedBelow) yield low;
  if (isBoundedAbove) yield high;
  if (isBoundedBelow && isBoundedAbove) {
    for (let parts = 2; parts <= MOST_PARTS; parts *= 2) {
      for (let part = 1; part < parts; part += 2) yield low + ((high - low) / parts) * part;
    }
  } else {
    // Far away, where the gap between two doubles is larger than one.
    for (let size = direction; isInside(start + size); size *= 10) yield start + size;
  }
  for (let index = FIRST_STEPS; index < MOST_STEPS && isInside(start + index * direction); index += 1) {
    yield start + index * direction;
  }
}
