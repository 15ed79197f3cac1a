import { Automaton } from "./automaton";
import { ASCII } from "./characters";
import { parsePattern } from "./parse";
import { buildProgram, type Program } from "./program";

/*
 * Most patterns say little: literal characters, simple classes, a level of groups, the usual repetitions. What those
 * mean takes no library, so a page that has no other patterns does without RE2. Tests hold this file to RE2's answers.
 */

const CLASS = String.raw`\[\^?(?:[a-z]-[a-z]|[A-Z]-[A-Z]|[0-9]-[0-9]|[A-Za-z0-9_.@%+ ]|\\[dw.])+-?\]`;
const PIECE = String.raw`(?:[A-Za-z0-9 !"#%&',/:;<=>@_~-]|\\[-.+*?()|[\]{}^$\\/@dDwW]|\.|${CLASS})`;
const ITEM = String.raw`${PIECE}(?:[*+?]|\{[1-9]\d?\})?`;
const GROUP = String.raw`\((?:\?:)?(?:${ITEM}|\|)*\)[*+?]?`;
/** Each alternative begins with another character, so it is read in linear time. */
const PLAIN = new RegExp(String.raw`^\^?(?:${ITEM}|${GROUP}|\$?\|\^?)*\$?$`);

/** Whether a text has the pattern, with RE2's answer for every text; null for a pattern that is not plain. */
export function compilePlain(pattern: string): ((text: string) => boolean) | null {
  const program = programOf(pattern);
  if (program === null) return null;
  const automaton = new Automaton(program);
  return (text) => automaton.isFoundStepByStepIn(text);
}

function programOf(pattern: string): Program | null {
  if (!PLAIN.test(pattern)) return null;
  try {
    return buildProgram(parsePattern(pattern), acceptedBy);
  } catch {
    // A range from a later character to an earlier one.
    return null;
  }
}

/**
 * As `charactersOf`, and at the end whether all characters beyond ASCII are accepted; with plain pieces it is all or
 * none. JavaScript reads a plain piece as RE2 does, but for the dot; of one character there is nothing to backtrack.
 */
function acceptedBy(piece: string): Uint8Array {
  const one = new RegExp(piece === "." ? "^[^\n]$" : `^${piece}$`);
  const samples = Array.from({ length: ASCII }, (_, code) => String.fromCharCode(code));
  return Uint8Array.from([...samples, "é"], (character) => (one.test(character) ? 1 : 0));
}
