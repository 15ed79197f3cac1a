import type { RuleInput } from "@/lib/targeting";
import type { FindingKind, NotAnalysed } from "@/lib/targeting/analysis/findings/finding";
import type { Doubt } from "@/lib/targeting/analysis/search";
import { joinWords } from "@/lib/targeting/condition-parts";

/** Why a question stayed open, as the end of a sentence. */
const doubtWords: Record<Doubt, string> = {
  opaque: "a pattern, or a mix of conditions on one attribute, is beyond what can be proven",
  budget: "the list is too large to search completely",
};

/** More rules than these are counted and not read out. */
const NAMED_RULES = 6;

/** What could not be found out, one sentence for each reason. */
export const openQuestions = (notAnalysed: readonly NotAnalysed[], rules: readonly RuleInput[]): string[] => {
  const reasons = [...new Set(notAnalysed.map(({ because }) => because))];
  return reasons.map((because) => {
    const ids = new Set(notAnalysed.filter((each) => each.because === because).map(({ ruleId }) => ruleId));
    const positions = rules.filter(({ id }) => ids.has(id)).map(({ position }) => String(position));
    const named = positions.slice(0, NAMED_RULES);
    const more = positions.length - named.length;
    const told = joinWords(more > 0 ? [...named, `${more} more`] : named);
    const of = notAnalysed.filter((each) => ids.has(each.ruleId) && each.because === because);
    return `${positions.length === 1 ? "Rule" : "Rules"} ${told}: not known ${whatOf(of)}, because ${doubtWords[because]}.`;
  });
};

const whatOf = (open: readonly NotAnalysed[]): string => {
  const asked = new Set(open.map(({ question }) => question));
  const words = Object.entries(questions).flatMap(([kind, text]) => (asked.has(kind as FindingKind) ? [text] : []));
  return joinWords([...new Set(words)], "or");
};

/** The questions that can stay open. */
const questions: Partial<Record<FindingKind, string>> = {
  never_matches: "whether anyone matches",
  never_reached: "whether anyone gets to it",
  same_as_below: "whether it makes a difference",
  same_as_default: "whether it makes a difference",
  idle_condition: "whether each condition makes a difference",
};
