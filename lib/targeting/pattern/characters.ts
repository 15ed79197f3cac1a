import { re2 } from "./re2";

/** The characters that the fast matcher knows have lower codes; text with any other goes to RE2. */
export const ASCII = 128;

/** A character that stands for itself, or one that only its backslash keeps from meaning more. */
const LITERAL = /^(?:[^.\\]|\\([^A-Za-z0-9]))$/;
const MOST_REMEMBERED = 500;
const remembered = new Map<string, Uint8Array>();

/**
 * Which ASCII characters a piece of pattern (`a`, `\.`, `[a-z_]`, `\d`) stands for, as 128 zeros and ones. For anything
 * but a plain character RE2 itself is asked, for each of them, so that there is nothing to get wrong.
 */
export function charactersOf(source: string, ignoreCase: boolean): Uint8Array {
  const key = ignoreCase ? `i${source}` : ` ${source}`;
  const known = remembered.get(key);
  if (known) return known;
  const accepts = new Uint8Array(ASCII);
  const literal = LITERAL.exec(source);
  if (literal && !ignoreCase) {
    const code = (literal[1] ?? source).charCodeAt(0);
    if (code < ASCII) accepts[code] = 1;
  } else {
    const one = re2().RE2JS.compile(`${ignoreCase ? "(?i)" : ""}^(?:${source})$`);
    for (let code = 0; code < ASCII; code += 1) accepts[code] = one.test(String.fromCharCode(code)) ? 1 : 0;
  }
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(key, accepts);
  return accepts;
}
