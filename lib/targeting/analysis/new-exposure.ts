import type { Budget } from "./budget";
import type { Change } from "./changes";
import { Comparison } from "./comparison/comparison";
import type { RuleListInput } from "./rule-list";
import type { Doubt } from "./search/search";

export type NewExposure =
  | { readonly is: "no" }
  | { readonly is: "yes"; readonly change: Change }
  | { readonly is: "unknown"; readonly because: Doubt };

/**
 * Finds out whether a change gives anybody another value than the default who does not get it now. The answer is the
 * same as that of `compareLists`, without a look at everyone else. `no` is proven; `yes` comes with the first such
 * people.
 * @param steps the most steps that it may take, or a budget that it shares with other comparisons
 */
export function findNewExposure(before: RuleListInput, after: RuleListInput, steps: number | Budget): NewExposure {
  const comparison = new Comparison(before, after, steps);
  let because: Doubt | null = null;
  for (const pair of comparison.pairs()) {
    if (!comparison.isExposure(pair)) continue;
    const answer = comparison.ask(pair);
    if (answer === null) continue;
    if (!("because" in answer)) return { is: "yes", change: answer };
    because ??= answer.because;
    if (comparison.isSpent) break;
  }
  return because === null ? { is: "no" } : { is: "unknown", because };
}
