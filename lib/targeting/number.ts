const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Longer text is no number, no date and no version; the bound keeps a long attribute from being scanned for one. */
export const LONGEST_COMPARED = 400;

/**
 * The finite number that a text is nothing but: decimal digits with an optional sign, fraction and exponent. No spaces,
 * hexadecimal, separators or `Infinity`. Anything else is NaN.
 */
export function parseNumber(text: string): number {
  if (text.length > LONGEST_COMPARED || !NUMBER.test(text)) return Number.NaN;
  const number = Number(text);
  return Number.isFinite(number) ? number : Number.NaN;
}
