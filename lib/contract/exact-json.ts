/** The fewest digits of an integer that JSON.parse accepts and JSON.stringify then writes without all its digits. */
const LONG = /\d{22}/;
/**
 * The beginning of a string, or an integer with that many digits that is no part of a fraction or of a power of ten.
 */
const STRING_OR_INTEGER = /"|(?<![\d.eE+-])-?[1-9]\d{21,}(?![\d.eE])/g;
/** JSON for a number that is too large for a double. */
const TOO_LARGE = "1e999";

/**
 * As JSON.parse, but integers of 22 digits and more become Infinity, which every check of numbers refuses. JSON.parse
 * reads 1000000000000000000001 as 1e21, just as 1e21 itself, which is allowed. Shorter integers that it rounds are
 * recognised by their size: rounding brings no integer beyond ±(2^53 - 1) within these limits.
 * @throws SyntaxError
 */
export function parseExactJson(text: string): unknown {
  return JSON.parse(LONG.test(text) ? markLongIntegers(text) : text);
}

/** From here on JSON.stringify writes a power of ten, as clients do that do not mean an exact integer. */
const POWERS_FROM = 1e21;

/**
 * Whether a number can be stored as it was sent. JSON parsers round integers beyond ±(2^53 - 1) to other ones. Numbers
 * so large that they are written as a power of ten can be stored.
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

/** Where the string ends whose first character is at `at`: after its closing quote. */
function stringEnd(text: string, at: number): number {
  for (let quote = text.indexOf('"', at); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let first = quote;
    while (first > at && text[first - 1] === "\\") first -= 1;
    if ((quote - first) % 2 === 0) return quote + 1;
  }
  return text.length;
}
