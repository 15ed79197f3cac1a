import { parseNumber } from "../comparable";
import { own, ROOT } from "../own-property";
import type { Rule } from "../rule";
import type { RuleFinder } from "../rule-finder";
import { textOf } from "../scalar";
import { SearchWriter } from "./search-writer";

/** Finds the answer as `RuleFinder.first` does, but throws what reading an attribute throws. */
export type Search = RuleFinder["first"];

/** What generated code calls by name besides its constants. */
const helpers = { own, root: ROOT, textOf, parseNumber, isArray: Array.isArray };

/**
 * Makes a function of a list of rules, as one would write it by hand for them.
 * @param rules can all match, in ascending order of position
 * @param edition stands in the source. V8 gives functions of one source one code, and takes the constants in it for
 *   constants only while there is one such function: the next ruleset, which mostly has the same rules, needs another.
 * @returns null where no code may be made of strings: under `--disallow-code-generation-from-strings`, and in pages
 *   whose Content-Security-Policy forbids it
 */
export function generateSearch(rules: readonly Rule[], edition: number): Search | null {
  const writer = new SearchWriter(rules);
  const source = writer.write(edition);
  const { names, values } = writer.constants;
  try {
    // Data comes in as arguments. The source has but numbered names for it: see code.ts.
    const make = new Function(...Object.keys(helpers), ...names, String(source));
    return make(...Object.values(helpers), ...values);
  } catch {
    return null;
  }
}
