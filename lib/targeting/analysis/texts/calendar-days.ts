import { versionKey } from "../../comparable";
import { intersect, type Ranges } from "../facts/ranges";

// Some texts belong to several domains at once: `20250310` is a number, a date and a version; `2025-03-10` is a date,
// and the version 2025 with a pre-release. Days are numbered here, because their key in each of these domains grows
// with the day.

const DAY = 86_400_000;
const FIRST = Date.parse("0000-01-01T00:00:00Z");
const COUNT = (Date.parse("9999-12-31T00:00:00Z") - FIRST) / DAY + 1;
const SHOWN = 64;

/** The ranges that the comparisons of each domain leave. Absent: nothing asks about that domain. */
interface Within {
  readonly number?: Ranges<number>;
  readonly instant?: Ranges<number>;
  readonly version?: Ranges<string>;
}

/** The first day of each run of days whose text lies in the ranges of all domains; empty when there is no such day. */
export function calendarDays({ number, instant, version }: Within, isBasic: boolean): readonly string[] {
  const textOf = (day: number) => {
    const text = new Date(FIRST + day * DAY).toISOString().slice(0, 10);
    return isBasic ? text.replaceAll("-", "") : text;
  };
  let days: Ranges<number> = [{ from: 0, to: COUNT }];
  if (instant)
    days = intersect(
      days,
      daysIn(instant, (day) => FIRST + day * DAY),
    );
  if (number)
    days = intersect(
      days,
      daysIn(number, (day) => Number(textOf(day))),
    );
  if (version)
    days = intersect(
      days,
      daysIn(version, (day) => versionKey(textOf(day)) ?? ""),
    );
  return days.flatMap(({ from, to }) =>
    Array.from({ length: Math.min(SHOWN, to - from) }, (_, index) => textOf(from + index)),
  );
}

function daysIn<K extends number | string>(ranges: Ranges<K>, keyOf: (day: number) => K): Ranges<number> {
  const found = ranges.map(({ from, to }) => ({ from: firstFrom(from, keyOf), to: firstFrom(to, keyOf) }));
  return found.filter(({ from, to }) => from < to);
}

/** The first day whose key is at least `key`; the number of all days when there is none. */
function firstFrom<K extends number | string>(key: K, keyOf: (day: number) => K): number {
  let [low, high] = [0, COUNT];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (keyOf(middle) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
