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
  /** By rule, first to last; those about several rules at the end. */
  readonly findings: readonly Finding[];
  /** What stayed open: of these rules the absence of a finding says nothing. */
  readonly notAnalysed: readonly NotAnalysed[];
}

interface AnalyzeOptions {
  /** Attributes used in the rest of the project, for telling a misspelling. */
  readonly attributeUses?: AttributeUses;
  /** Test users, whose values tell that a comparison is of another form than what it meets. */
  readonly people?: readonly Known[];
  /** Bounds the work. The same list and bound give the same answer everywhere, unless a clock ends it before. */
  readonly steps?: number | Budget;
}

/**
 * What is to be known of a rule list, as if its flag is on and what it requires is met. Every finding holds for all
 * contexts that JSON can hold (or names the attributes that must not be lists); what could not be proven is in
 * `notAnalysed` and never guessed.
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
