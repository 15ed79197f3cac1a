/**
 * Whether Postgres and every JSON parser can hold the string. Separate from the schemas, so that a page can tell what
 * will be refused without loading them.
 */
export const isStorableText = (text: string): boolean => !text.includes("\0") && text.isWellFormed();

// Postgres stores neither NUL nor half of a surrogate pair, and they cannot be displayed.
export const STORABLE_TEXT_PROBLEM = "Must not contain NUL or unpaired surrogate characters";
