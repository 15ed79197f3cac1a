/** The fewest digits of an integer that JSON.parse makes a number of which JSON.stringify writes without them all. */
const LONG = /\d{22}/;
/** A string's start, or an integer of as many digits: no part of a fraction, nor of a power of ten. */
const STRING_OR_INTEGER = /"|(?<![\d.eE+-])-?[1-9]\d{21,}(?![\d.eE])/g;
/** JSON for a number that no number can hold. */
const TOO_LARGE = "1e999";

/**
 * As JSON.parse, but for integers of 22 digits and more: they become Infinity, which no check of numbers lets pass.
 * JSON.parse makes 1e21 of 1000000000000000000001, as it does of 1e21 itself, which may be kept. Shorter integers that
 * it rounds are told by their size: none of those beyond ±(2^53 - 1) becomes one within.
 * @throws SyntaxError
 */
export function parseExactJson(text: string): unknown {
  return JSON.parse(LONG.test(text) ? markLongIntegers(text) : text);
}

/** From here on JSON.stringify writes a power of ten, and so does whoever means no integer. */
const POWERS_FROM = 1e21;

/**
 * Whether a number can be kept as it was sent: JSON's readers round an integer beyond ±(2^53 - 1) to another one. What
 * is so large that it is written as a power of ten is kept.
 * @param value as `parseExactJson` reads it
 */
export function isKept(value: number): boolean {
  const size = Math.abs(value);
  return size <= Number.MAX_SAFE_INTEGER || (size >= POWERS_FROM && size < Number.POSITIVE_INFINITY);
}

function markLongIntegers(text: string): string {
  const pieces: string[] = [];
  let kept = 0;
  STRING_OR_INTEGER.lastIndex = 0;
  for (let found = STRING_OR_INTEGER.exec(text); found !== null; found = STRING_OR_INTEGER.exec(text)) {
    if (found[0] === '"') STRING_OR_INTEGER.lastIndex = stringEnd(text, found.index + 1);
    else {
      pieces.push(text.slice(kept, found.index), TOO_LARGE);
      kept = STRING_OR_INTEGER.lastIndex;
    }
  }
  return pieces.join("") + text.slice(kept);
}

/** Where the string ends whose first character stands at `at`, behind its closing quote. */
function stringEnd(text: string, at: number): number {
  for (let quote = text.indexOf('"', at); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let first = quote;
    while (first > at && text[first - 1] === "\\") first -= 1;
    if ((quote - first) % 2 === 0) return quote + 1;
  }
  return text.length;
}
