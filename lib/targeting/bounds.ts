/*
 * Limits on what evaluation reads of a context, so that no context holds it up: contexts come from strangers, with keys
 * that ship in browsers, and a ruleset may test a hundred patterns on one attribute.
 */

/** A list attribute of more elements matches only `exists`. */
export const MAX_LIST_ELEMENTS = 5_000;

/** A text of more UTF-16 units is not searched: it matches only `exists`, `equals`, `in` and their negations. */
export const MAX_SEARCHED_TEXT = 16_384;
