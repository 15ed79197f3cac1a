import { Automaton } from "./automaton";
import { IGNORE_CASE } from "./ignore-case";
import { parsePattern } from "./parse";
import { buildProgram } from "./program";

/** The table for a pattern that RE2 has accepted; null where a table does not suffice. */
export function makeAutomaton(pattern: string): Automaton | null {
  const ignoreCase = pattern.startsWith(IGNORE_CASE);
  const program = buildProgram(parsePattern(ignoreCase ? pattern.slice(IGNORE_CASE.length) : pattern), ignoreCase);
  return program && new Automaton(program);
}
