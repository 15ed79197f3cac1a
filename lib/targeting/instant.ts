import { LONGEST_COMPARED, parseNumber } from "./number";

const ZONE = String.raw`(?:[Zz]|([+-])(\d{2})(?::?(\d{2}))?)?`;
const EXTENDED = new RegExp(
  String.raw`^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})([.,]\d+)?)?${ZONE})?$`,
);
const BASIC = new RegExp(String.raw`^(\d{4})(\d{2})(\d{2})(?:[Tt](\d{2})(\d{2})(?:(\d{2})([.,]\d+)?)?${ZONE})?$`);

const DAY = 86_400_000;

/**
 * The instant of a date in milliseconds since 1970 UTC, or NaN: RFC 3339 and what databases and languages print of
 * ISO 8601, such as `2025-03-10`, `2025-03-10 11:00:00+02`, `2025-03-10T11:00:00,5Z` and `20250310T110000Z`. Without
 * a time it is midnight, without a zone it is UTC: the answer must not depend on the machine. A day that the calendar
 * lacks is no date. `24:00:00` is the next day's midnight, and so is the leap second that may end a month in UTC.
 */
export function parseInstant(text: string): number {
  if (text.length > LONGEST_COMPARED) return Number.NaN;
  const parts = EXTENDED.exec(text) ?? BASIC.exec(text);
  if (parts === null) return Number.NaN;
  const start = midnightOf(numberAt(parts, 1), numberAt(parts, 2), numberAt(parts, 3)) - zoneOf(parts);
  return start + timeOf(parts, start);
}

/** As `parseInstant`; a text that is nothing but a number is milliseconds since 1970 itself. */
export function parseMoment(text: string): number {
  const instant = parseInstant(text);
  return Number.isNaN(instant) ? parseNumber(text) : instant;
}

const numberAt = (parts: RegExpExecArray, group: number): number => Number(parts[group] ?? 0);

function midnightOf(year: number, month: number, day: number): number {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return Number.NaN;
  // Date.UTC reads the years 0 to 99 as 1900 to 1999; setUTCFullYear does not.
  return new Date(0).setUTCFullYear(year, month - 1, day);
}

/** Milliseconds since the day's start in its zone. */
function timeOf(parts: RegExpExecArray, start: number): number {
  const [hour, minute, second] = [numberAt(parts, 4), numberAt(parts, 5), numberAt(parts, 6)];
  const whole = ((hour * 60 + minute) * 60 + second) * 1000;
  const time = whole + Number((parts[7] ?? "0").replace(",", ".")) * 1000;
  const isEndOfDay = hour === 24 && time === DAY;
  const isLeapSecond = second === 60 && isMonthsStart(start + whole);
  const isOnClock = hour <= 23 && minute <= 59 && (second <= 59 || isLeapSecond);
  return isOnClock || isEndOfDay ? time : Number.NaN;
}

const isMonthsStart = (instant: number): boolean => instant % DAY === 0 && new Date(instant).getUTCDate() === 1;

/** How far a zone is ahead of UTC, in milliseconds. */
function zoneOf(parts: RegExpExecArray): number {
  const [hours, minutes] = [numberAt(parts, 9), numberAt(parts, 10)];
  if (hours > 23 || minutes > 59) return Number.NaN;
  return (parts[8] === "-" ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2) return isLeap ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
