/**
 * True when Postgres and every JSON reader can hold the string. Apart from the schemas, so that a page can count what
 * will be rejected without loading them.
 */
export const isStorableText = (text: string): boolean => !text.includes("\0") && text.isWellFormed();

// Postgres stores neither NUL nor half a surrogate pair, and no reader could show them.
export const STORABLE_TEXT_PROBLEM = "Must not contain NUL or unpaired surrogate characters";
