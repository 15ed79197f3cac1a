import { conditionsIn } from "../../element";
import type { ConditionInput } from "../../types";
import { type Budget, COSTS } from "../budget";
import type { RuleListInput } from "../rule-list";
import type { Witness } from "../somebody";
import { engineAsIfOn, type Served } from "./as-if-on";

/** The engine's own answers for a rule list as if its flag were on, paid for at their worst. */
export function countedEngine(input: RuleListInput, budget: Budget): (context: Witness) => Served {
  const evaluate = engineAsIfOn(input);
  const rules = [...input.rules, ...(input.required?.rules ?? [])];
  const operators = [
    ...rules.flatMap((rule) => conditionsIn(rule.conditions)),
    ...input.segments.flatMap(({ rules }) => conditionsIn(rules)),
  ];
  const patterns = textsAskedOf(operators.filter(({ operator }) => operator === "regex"));
  const others = textsAskedOf(operators.filter(({ operator }) => operator !== "regex"));
  const base = COSTS.evaluation + COSTS.ruleOfEvaluation * rules.length;
  const perCharacter = COSTS.patternCharacter * patterns + COSTS.character * others;
  return (context) => {
    budget.spend(base + perCharacter * longestText(context));
    return evaluate(context);
  };
}

/**
 * How often conditions go through a text: once for each of several that one names, and once to look it up in a list.
 */
function textsAskedOf(conditions: readonly ConditionInput[]): number {
  return conditions.reduce(
    (sum, { operator, value }) =>
      sum + (Array.isArray(value) && operator !== "in" && operator !== "not_in" ? value.length : 1),
    0,
  );
}

/** A condition reads one attribute. */
function longestText(context: Witness): number {
  return Object.values(context)
    .flat()
    .reduce<number>((most, value) => (typeof value === "string" ? Math.max(most, value.length) : most), 0);
}
