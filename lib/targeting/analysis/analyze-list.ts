import type { Budget } from "./budget";
import type { Known } from "./comparison-form";
import { findAnyOrder } from "./findings/any-order";
import { findEnd } from "./findings/ends-list";
import type { Finding, NotAnalysed } from "./findings/finding";
import { findIdleConditions, findRedundant } from "./findings/redundant";
import { RestOfList } from "./findings/rest-of-list";
import { type AttributeUses, findSimilarAttributes } from "./findings/similar-attributes";
import { findUnlikeKnown } from "./findings/unlike-known";
import { findFlawed, findUnserved } from "./findings/unserved";
import type { RuleListInput } from "./rule-list";
import { ListInquiry } from "./rules/list-inquiry";

export interface ListAnalysis {
  /** In the order of the rules; findings about several rules come last. */
  readonly findings: readonly Finding[];
  /** Questions that stayed open. About these rules, the absence of a finding proves nothing. */
  readonly notAnalysed: readonly NotAnalysed[];
}

interface AnalyzeOptions {
  /** How often each attribute is used in the rest of the project, to recognise a misspelling. */
  readonly attributeUses?: AttributeUses;
  /** Test users, whose values show whether a comparison fits the form of the real values. */
  readonly people?: readonly Known[];
  /**
   * The most steps that the analysis may take. The same list and the same number give the same answer on every machine,
   * unless a clock ends the analysis earlier.
   */
  readonly steps?: number | Budget;
}

/**
 * Finds what is worth knowing about a rule list, as if its flag were on and its requirements met. Each finding is
 * proven for every context that JSON can express, or names the attributes that must not be lists. What could not be
 * proven is in `notAnalysed`; nothing is guessed.
 */
export function analyzeList(input: RuleListInput, options: AnalyzeOptions = {}): ListAnalysis {
  const inquiry = new ListInquiry({ ...input, required: undefined }, options.steps);
  const { forms } = inquiry.list;
  const found: (Finding | NotAnalysed)[] = findFlawed(inquiry);
  const rest = new RestOfList(forms);
  const unserved = forms.map((_, index) => {
    const result = findUnserved(inquiry, index);
    if (isFinding(result) && result.listAttributes.length === 0) rest.takeOut(index);
    return result;
  });
  for (const index of forms.keys()) {
    const result = unserved[index] ?? null;
    if (result !== null) found.push(result);
    if (isFinding(result)) continue;
    found.push(...findEnd(inquiry, index));
    const redundant = findRedundant(inquiry, index, rest);
    if (redundant !== null) found.push(redundant);
    if (!isFinding(redundant)) found.push(...findIdleConditions(inquiry, index, rest));
  }
  const isServed = (index: number) => unserved[index] === null;
  found.push(...findAnyOrder(inquiry, isServed));
  found.push(...findSimilarAttributes(inquiry, input.rules, options.attributeUses ?? new Map()));
  found.push(...findUnlikeKnown(inquiry, input, options.people ?? []));
  return {
    findings: found.filter(isFinding),
    notAnalysed: found.filter((each) => each !== null && !isFinding(each)) as NotAnalysed[],
  };
}

function isFinding(result: Finding | NotAnalysed | null): result is Finding {
  return result !== null && "kind" in result;
}
