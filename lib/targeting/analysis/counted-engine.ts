import type { Evaluation } from "../types";
import { engineAsIfOn } from "./as-if-on";
import { type Budget, COSTS } from "./budget";
import type { RuleListInput } from "./rule-list";
import type { Witness } from "./somebody";

/** The engine's own answers for a rule list as if its flag were on, paid for at their worst. */
export function countedEngine(input: RuleListInput, budget: Budget): (context: Witness) => Evaluation {
  const evaluate = engineAsIfOn(input);
  const operators = [
    ...input.rules.flatMap((rule) => rule.conditions),
    ...input.segments.flatMap(({ rules }) => rules),
  ];
  const patterns = operators.filter(({ operator }) => operator === "regex").length;
  const others = operators.length - patterns;
  const base = COSTS.evaluation + COSTS.ruleOfEvaluation * input.rules.length;
  const perCharacter = COSTS.patternCharacter * patterns + COSTS.character * others;
  return (context) => {
    budget.spend(base + perCharacter * longestText(context));
    return evaluate(context);
  };
}

/** A condition reads one attribute. */
function longestText(context: Witness): number {
  return Object.values(context)
    .flat()
    .reduce<number>((most, value) => (typeof value === "string" ? Math.max(most, value.length) : most), 0);
}
