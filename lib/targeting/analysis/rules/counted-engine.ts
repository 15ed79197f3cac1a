import { conditionsIn } from "../../element";
import type { ConditionInput } from "../../types";
import { type Budget, COSTS } from "../budget";
import type { RuleListInput } from "../rule-list";
import type { Witness } from "../somebody";
import { engineAsIfOn, type Served } from "./as-if-on";

/**
 * Evaluates a rule list by the engine itself, as if its flag were on. Each evaluation pays the steps of its worst case.
 */
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
 * How often evaluation searches a text: once for each text that a condition names, and once for each lookup in a list.
 */
function textsAskedOf(conditions: readonly ConditionInput[]): number {
  return conditions.reduce(
    (sum, { operator, value }) =>
      sum + (Array.isArray(value) && operator !== "in" && operator !== "not_in" ? value.length : 1),
    0,
  );
}

/** The longest text of a context; a condition reads one attribute. */
function longestText(context: Witness): number {
  return Object.values(context)
    .flat()
    .reduce<number>((most, value) => (typeof value === "string" ? Math.max(most, value.length) : most), 0);
}
