import type { Attribute } from "./attributes";
import { Candidate } from "./candidate";
import type { Condition } from "./conditions";
import { type Limit, Narrowing, type RuleSet } from "./narrowing";
import type { Properties } from "./own-property";
import type { Rule } from "./rule";
import type { FlagEvaluation } from "./types";

/** With more rules, a set of them would not be a small integer on every platform. */
export const MOST_RULES = 30;
/** With fewer conditions on an attribute, trying them costs less than looking its text up. */
const FEWEST_CONDITIONS = 2;

/**
 * A short list of rules, searched as a set of bits (bit vector classification, Lakshman and Stiliadis 1998): one look-up
 * of what an attribute holds answers every equality condition on it and leaves some of the rules open. The lowest open
 * rule is tried first, and no attribute is read before the rule that asks for it is the lowest.
 */
export class RuleBlock {
  private readonly narrowings: readonly Narrowing[];
  private readonly candidates: readonly Candidate[];
  private readonly all: RuleSet;

  /** `rules` can all match, in ascending order of position; at most `MOST_RULES`. */
  constructor(rules: readonly Rule[]) {
    this.all = (1 << rules.length) - 1;
    this.narrowings = narrowingsOf(rules, this.all);
    const places = new Map(this.narrowings.map(({ attribute }, place) => [attribute, place]));
    this.candidates = rules.map((rule, order) => {
      const others: Condition[] = [];
      let needs = 0;
      for (const condition of rule.decidable) {
        const place = condition.isCountable ? places.get(condition.attribute) : undefined;
        if (place === undefined) others.push(condition);
        else needs = Math.max(needs, place + 1);
      }
      return new Candidate(rule, order, others, needs);
    });
  }

  /** The answer of the first rule that matches, or null. */
  first(context: Properties, epoch: number): FlagEvaluation | null {
    const { candidates, narrowings } = this;
    let open = this.all;
    let narrowed = 0;
    while (open !== 0) {
      const lowest = candidates[31 - Math.clz32(open & -open)];
      if (lowest === undefined) return null;
      if (narrowed < lowest.needs) {
        open &= narrowings[narrowed]?.openTo(context, epoch) ?? 0;
        narrowed += 1;
      } else if (lowest.holds(context, epoch)) return lowest.answer;
      else open &= open - 1;
    }
    return null;
  }
}

/** A narrowing for each attribute that is worth one, in the order in which the rules ask for them. */
function narrowingsOf(rules: readonly Rule[], all: RuleSet): Narrowing[] {
  const limits = new Map<Attribute, Limit[]>();
  rules.forEach(({ decidable }, order) => {
    for (const condition of decidable) {
      if (!condition.isCountable) continue;
      const limit = { condition, rule: 1 << order };
      const others = limits.get(condition.attribute);
      if (others) others.push(limit);
      else limits.set(condition.attribute, [limit]);
    }
  });
  return [...limits]
    .filter(([, { length }]) => length >= FEWEST_CONDITIONS)
    .map(([attribute, each]) => new Narrowing(attribute, each, all));
}
