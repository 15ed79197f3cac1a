import type { Rule } from "../rule";
import type { TierUp } from "../rule-finder";
import { generateSearch } from "./generate-search";
import { TieredFinder } from "./tiered-finder";

/**
 * Evaluations of a flag before code is made of its rules. Making it takes 0.5 ms, and V8 some 7 ms of another thread to
 * optimize it; an evaluation then saves about 70 ns. So at this number the interpreter has cost as much more as the code
 * will: whoever stops here has paid twice at most, and a flag that goes on gains.
 */
const CALLS_BEFORE = 100_000;
/**
 * Functions of one ruleset, each with some 30 KiB of memory. With 200 in turns, the processor waits for the code of the
 * next one longer than the interpreter takes.
 */
const MOST_FUNCTIONS = 64;
/** Longer lists are looked up in an index. */
const MOST_RULES = 30;
const MOST_CONDITIONS = 100;
/**
 * The interpreter looks up at once what all rules compare an attribute with, and code compares with one text after the
 * other. So many texts cost no more than the look-up; and so many more does each other condition or rollout save.
 */
const FREE_TEXTS = 6;
const TEXTS_SAVED = 3;

let editions = 0;

/**
 * Code generation as a tier above the interpreter, for one ruleset: the flags that are asked for most become functions.
 * No datum gets into the source of one: see code.ts. For servers only: a page's Content-Security-Policy forbids code made
 * of strings, and a page asks too seldom.
 * @param callsBefore at least 1
 */
export function codeGeneration(callsBefore = CALLS_BEFORE): TierUp {
  editions += 1;
  const edition = editions;
  let functionsLeft = MOST_FUNCTIONS;
  const generate = (rules: readonly Rule[]) => {
    if (functionsLeft === 0) return null;
    functionsLeft -= 1;
    return generateSearch(rules, edition);
  };
  return (rules, finder) => (isFasterAsCode(rules) ? new TieredFinder(rules, finder, callsBefore, generate) : finder);
}

function isFasterAsCode(rules: readonly Rule[]): boolean {
  const conditions = rules.flatMap(({ decidable }) => decidable);
  if (rules.length > MOST_RULES || conditions.length > MOST_CONDITIONS) return false;
  const compared = conditions.filter(({ isCountable }) => isCountable);
  const texts = compared.reduce((sum, { texts }) => sum + (texts?.length ?? 0), 0);
  const rollouts = rules.filter(({ rollout }) => rollout !== null).length;
  return texts <= FREE_TEXTS + TEXTS_SAVED * (conditions.length - compared.length + rollouts);
}
