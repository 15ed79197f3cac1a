import type { Range, Ranges } from "../facts/ranges";
import { valuesIn } from "./range-values";

const DAY = 86_400_000;

/** All instants that a date can express, and one more day at each end for time zones. */
export const WRITTEN_INSTANTS: Range<number> = {
  from: Date.parse("0000-01-01T00:00:00Z") - 2 * DAY,
  to: Date.parse("9999-12-31T00:00:00Z") + 3 * DAY,
};

/** Texts of instants inside the ranges: whole days first, then seconds. */
export function* instantTexts(ranges: Ranges<number>): Generator<string> {
  for (const step of [DAY, 1000]) for (const instant of valuesIn(ranges, step)) yield* written(instant);
}

function* written(instant: number): Generator<string> {
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
