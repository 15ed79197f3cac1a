/**
 * True when Postgres and every JSON reader can hold the string. Apart from the schemas, so that a page can count what
 * will be rejected without loading them.
 */
export const isStorableText = (text: string): boolean => !text.includes("\0") && text.isWellFormed();
