/** Invisible characters: white space, and characters without a width that documents and chats put between words. */
const UNSEEN = String.raw`[\s\u00AD\u180E\u200B-\u200F\u2028-\u202E\u2060-\u2064\uFEFF]`;
const AT_START = new RegExp(`^${UNSEEN}+`);
const AT_END = new RegExp(`${UNSEEN}+$`);

/** Text without invisible characters at its beginning and end. Between words they may belong there. */
export const withoutBlanks = (text: string): string => text.replace(AT_START, "").replace(AT_END, "");

/** A hint that a text begins or ends with blanks, where they count; undefined without any. */
export function blanksNote(text: string): string | undefined {
  if (text === "") return undefined;
  const ends = [...(AT_START.test(text) ? ["beginning"] : []), ...(AT_END.test(text) ? ["end"] : [])];
  return ends.length === 0 ? undefined : `There is a blank at the ${ends.join(" and the ")}, and it counts.`;
}
