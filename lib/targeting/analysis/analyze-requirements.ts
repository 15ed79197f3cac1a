import type { ListAnalysis } from "./analyze-list";
import { Budget } from "./budget";
import { findRequirements } from "./findings/requirements";
import type { RuleListInput } from "./rule-list";
import { MOST_STEPS } from "./search/inquiry";

/**
 * Finds what is worth knowing about the requirements of a list's flag. It is separate from `analyzeList`, because few
 * flags have requirements and only their pages load this code.
 * @param steps the most steps that it may take
 */
export function analyzeRequirements(list: RuleListInput, steps: number | Budget = MOST_STEPS): ListAnalysis {
  const found = findRequirements(list, Budget.of(steps));
  return {
    findings: found.flatMap((each) => ("kind" in each ? [each] : [])),
    notAnalysed: found.flatMap((each) => ("kind" in each ? [] : [each])),
  };
}
