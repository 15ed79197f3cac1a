const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?(?:Z|([+-])(\d{2}):?(\d{2}))?)?$/;
/** Longer text is neither a number nor a date; the bound keeps a 1 MiB attribute from being scanned for one. */
const LONGEST = 400;

/**
 * The finite number that `value` is, or that a string is nothing but: decimal digits with an optional sign, fraction
 * and exponent. No spaces, hexadecimal, separators or `Infinity`. Anything else is NaN.
 */
export function parseNumber(value: unknown): number {
  if (typeof value === "number") return Number.isFinite(value) ? value : Number.NaN;
  if (typeof value !== "string" || value.length > LONGEST || !NUMBER.test(value)) return Number.NaN;
  const number = Number(value);
  return Number.isFinite(number) ? number : Number.NaN;
}

/**
 * The instant of an ISO 8601 calendar date, in milliseconds since 1970 UTC, or NaN: `2025-03-10`, or with a time
 * (`T11:00`, `T11:00:00`, `T11:00:00.5`) and a zone (`Z`, `+02:00`, `+0200`). Without a time it is midnight, without a
 * zone it is UTC: the answer must not depend on the machine. A day that the calendar lacks is no date.
 */
export function parseInstant(value: unknown): number {
  if (typeof value !== "string" || value.length > LONGEST) return Number.NaN;
  const parts = DATE.exec(value);
  if (!parts) return Number.NaN;
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((part) => Number(parts[part] ?? 0));
  return instantOf(
    { year: year ?? 0, month: month ?? 0, day: day ?? 0, hour: hour ?? 0, minute: minute ?? 0, second: second ?? 0 },
    Number(parts[7] ?? 0),
    { sign: parts[8] === "-" ? -1 : 1, hours: Number(parts[9] ?? 0), minutes: Number(parts[10] ?? 0) },
  );
}

interface Clock {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

function instantOf(clock: Clock, fraction: number, zone: { sign: number; hours: number; minutes: number }): number {
  const { year, month, day, hour, minute, second } = clock;
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return Number.NaN;
  if (hour > 23 || minute > 59 || second > 59 || zone.hours > 23 || zone.minutes > 59) return Number.NaN;
  // Date.UTC reads the years 0 to 99 as 1900 to 1999; setUTCFullYear does not.
  const midnight = new Date(0).setUTCFullYear(year, month - 1, day);
  const offset = zone.sign * (zone.hours * 60 + zone.minutes);
  return midnight + ((hour * 60 + minute - offset) * 60 + second + fraction) * 1000;
}

function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2) return isLeap ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Whether `greater_than` and `less_than` can work with it: a finite number, a string that is nothing but one, or an ISO 8601 date. */
export function isComparableValue(value: unknown): value is string | number {
  return !Number.isNaN(parseNumber(value)) || !Number.isNaN(parseInstant(value));
}
