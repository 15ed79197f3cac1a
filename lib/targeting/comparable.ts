import { isScalar, scalarText } from "./values";

/** What `greater_than` and `less_than` can compare as. */
export const comparisonKinds = ["number", "date", "version"] as const;
export type ComparisonKind = (typeof comparisonKinds)[number];

/** What two sides are compared as: each domain has an order. */
export type Domain = "number" | "instant" | "version";

/** What a condition compares with: a number, an instant in milliseconds since 1970 UTC, or a version's key. */
export type Bound =
  | { readonly domain: "number" | "instant"; readonly at: number }
  | { readonly domain: "version"; readonly at: string };

/** A text with fewer numeric parts could be a number: it is a version only where the condition says so. */
const FEWEST_PARTS = 3;

/**
 * What a condition's value is compared as; null when it cannot be compared. Without `as` the value decides: a number,
 * else a date, else a version of three or more parts.
 */
export function boundOf(value: unknown, as: ComparisonKind | null): Bound | null {
  if (!isScalar(value) || typeof value === "boolean") return null;
  const text = scalarText(value);
  if (as === "version") return versionBound(text);
  if (as === "date") return numericBound("instant", parseMoment(text));
  const number = numericBound("number", parseNumber(text));
  if (as === "number" || number !== null) return number;
  return (
    numericBound("instant", parseInstant(text)) ?? (versionParts(text) >= FEWEST_PARTS ? versionBound(text) : null)
  );
}

function numericBound(domain: "number" | "instant", at: number): Bound | null {
  return Number.isNaN(at) ? null : { domain, at };
}

function versionBound(text: string): Bound | null {
  const at = versionKey(text);
  return at === null ? null : { domain: "version", at };
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * Longer texts are no numbers, dates or versions. The limit keeps evaluation from scanning a long attribute for one.
 */
const LONGEST_COMPARED = 400;

/**
 * The finite number that a text consists of: decimal digits with an optional sign, fraction and exponent. Spaces,
 * hexadecimal digits, separators and `Infinity` are not allowed. Anything else is NaN.
 */
export function parseNumber(text: string): number {
  if (text.length > LONGEST_COMPARED || !NUMBER.test(text)) return Number.NaN;
  const number = Number(text);
  return Number.isFinite(number) ? number : Number.NaN;
}

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
function parseInstant(text: string): number {
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

const IDENTIFIERS = String.raw`[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*`;
const VERSION = new RegExp(String.raw`^v?(\d+(?:\.\d+){0,3})(?:-(${IDENTIFIERS}))?(?:\+${IDENTIFIERS})?$`);
const MOST_PARTS = 4;

/**
 * A text for a version, so that texts compare (by the codes of their characters) as the versions do by semver 2.0.0:
 * `2.9` is before `2.10`, `3.0.0-rc.2` before `3.0.0-rc.10`, and that before `3.0.0`. Null for a text that is no
 * version. A version has one to four numeric parts (absent ones are 0) of any length; a leading `v` and the build are
 * not compared.
 */
export function versionKey(text: string): string | null {
  if (text.length > LONGEST_COMPARED) return null;
  const found = VERSION.exec(text);
  if (found === null) return null;
  const parts = (found[1] ?? "").split(".");
  while (parts.length < MOST_PARTS) parts.push("0");
  const numeric = parts.map(numberKey).join("");
  // "~" sorts after "-": a release comes after all of its pre-releases.
  return found[2] === undefined ? `${numeric}~` : `${numeric}-${found[2].split(".").map(identifierKey).join("")}`;
}

/** How many numeric parts a version has; 0 for what is no version. */
function versionParts(text: string): number {
  const found = text.length > LONGEST_COMPARED ? null : VERSION.exec(text);
  return found?.[1]?.split(".").length ?? 0;
}

/** A longer number is greater; numbers of one length compare digit by digit. */
function numberKey(digits: string): string {
  const shortest = digits.replace(/^0+(?=\d)/, "");
  return String(shortest.length).padStart(3, "0") + shortest;
}

/** Numbers come before words, and a word before those that begin with it. */
function identifierKey(identifier: string): string {
  return /^\d+$/.test(identifier) ? `0${numberKey(identifier)}` : `1${identifier}!`;
}
