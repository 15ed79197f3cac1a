import { moved } from "./moved";
import type { RulesDifference } from "./promotion";
import type { Rule } from "./rule";
import { pairRules, saySame } from "./rule-pairs";

/** The rules of `from` that are not in `to`, and the other way round. */
export function rulesDifference(from: readonly Rule[], to: readonly Rule[]): RulesDifference {
  const pairs = pairRules(from, to);
  const paired = new Set(pairs.values());
  const kept = to.filter((rule) => paired.has(rule));
  return {
    added: from.filter((rule) => !pairs.has(rule)),
    removed: to.filter((rule) => !paired.has(rule)),
    changed: [...pairs].flatMap(([one, other]) => (saySame(one, other) ? [] : [{ from: one, to: other }])),
    moved: moved(idsOf(kept), idsOf([...pairs.values()])),
  };
}

const idsOf = (rules: readonly Rule[]): string[] => rules.map(({ id }) => id);
