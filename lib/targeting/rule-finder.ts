import { Candidate } from "./candidate";
import type { Properties } from "./own-property";
import type { Rule } from "./rule";
import { MOST_RULES, RuleBlock } from "./rule-block";
import { RuleIndex } from "./rule-index";
import type { FlagEvaluation } from "./types";

/** A flag's rules, arranged for finding the one that decides. */
export interface RuleFinder {
  /** The answer of the first rule that matches, or null. */
  first(context: Properties, epoch: number): FlagEvaluation | null;
}

/** Arranges rules that can all match, given in ascending order of position. */
export function makeFinder(rules: readonly Rule[]): RuleFinder {
  // Everyone who gets as far as a rule without conditions matches it: what follows is never asked.
  const last = rules.findIndex(isUnconditional);
  const asked = last < 0 ? rules : rules.slice(0, last + 1);
  const [first] = asked;
  if (first !== undefined && asked.length === 1) return new Candidate(first, 0, first.decidable);
  return asked.length <= MOST_RULES ? new RuleBlock(asked) : new RuleIndex(asked);
}

/** Whether everyone matches it. */
function isUnconditional({ decidable, link, rollout }: Rule): boolean {
  return decidable.length === 0 && link === null && (rollout === null || rollout.percentage >= 100);
}
