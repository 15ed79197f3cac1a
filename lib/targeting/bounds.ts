/*
 * What evaluation looks at of a context, so that none holds it up: who sends contexts is a stranger with a key that ships
 * in browsers, and a ruleset may ask a hundred patterns of one attribute.
 */

/** A list attribute of more elements matches only `exists`. */
export const MAX_LIST_ELEMENTS = 5_000;

/** A text of more UTF-16 units is not searched: it matches only `exists`, `equals`, `in` and their negations. */
export const MAX_SEARCHED_TEXT = 16_384;
