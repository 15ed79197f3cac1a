import type { ListAnalysis } from "./analyze-list";
import { Budget } from "./budget";
import { findRequirements } from "./findings/requirements";
import type { RuleListInput } from "./rule-list";
import { MOST_STEPS } from "./search/inquiry";

/**
 * What is to be known of what the flag of a list requires. It is apart from the analysis of the rules: few flags require
 * others, and only their pages load it.
 * @param steps bounds the work
 */
export function analyzeRequirements(list: RuleListInput, steps: number | Budget = MOST_STEPS): ListAnalysis {
  const found = findRequirements(list, Budget.of(steps));
  return {
    findings: found.flatMap((each) => ("kind" in each ? [each] : [])),
    notAnalysed: found.flatMap((each) => ("kind" in each ? [] : [each])),
  };
}
