import { LONGEST_COMPARED } from "./number";

const IDENTIFIERS = String.raw`[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*`;
const VERSION = new RegExp(String.raw`^v?(\d+(?:\.\d+){0,3})(?:-(${IDENTIFIERS}))?(?:\+${IDENTIFIERS})?$`);
const MOST_PARTS = 4;

/**
 * A text for a version, such that texts compare (by their characters' codes) as the versions do by semver 2.0.0:
 * `2.9` is before `2.10`, `3.0.0-rc.2` before `3.0.0-rc.10`, and that before `3.0.0`. Null for what is no version. It
 * has one to four numeric parts (absent ones are 0) of any length; a leading `v` and the build are not compared.
 */
export function versionKey(text: string): string | null {
  if (text.length > LONGEST_COMPARED) return null;
  const found = VERSION.exec(text);
  if (found === null) return null;
  const parts = (found[1] ?? "").split(".");
  while (parts.length < MOST_PARTS) parts.push("0");
  const numeric = parts.map(numberKey).join("");
  // "~" comes behind "-": a release is later than all that lead to it.
  return found[2] === undefined ? `${numeric}~` : `${numeric}-${found[2].split(".").map(identifierKey).join("")}`;
}

/** How many numeric parts a version has; 0 for what is no version. */
export function versionParts(text: string): number {
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
