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
 * Whether a change gives anybody a value other than the default that they do not get now: what `compareLists` says of
 * it, found without looking at everyone else. `no` is proven; `yes` comes with the first who do.
 * @param steps the most it may take, or a budget that it shares with other comparisons
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
