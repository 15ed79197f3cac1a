import { requirementText } from "@/components/flags/requirements/words";
import type { ListedFlag } from "@/lib/contract/flag-list";
import type { Segment } from "@/lib/contract/segment";
import type { RuleInput } from "@/lib/targeting";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import { joinWords } from "@/lib/targeting/condition-parts";
import { ledTo, segmentsNamed } from "@/lib/targeting/segment-order";

/** A flag with what it needs, and who needs it. */
type NeedingFlag = Pick<ListedFlag, "default_value" | "variants" | "requires" | "required_by">;

interface AnalysedList {
  flag: NeedingFlag;
  /** In the order on the screen. */
  rules: readonly RuleInput[];
  /** All segments of the project. Only those that rules link to are handed on. */
  segments: readonly Segment[];
}

/**
 * A list as the analysis reads it. Its rules have the positions 1 to n, so that sentences number them as the cards do.
 */
export const analysedList = ({ flag, rules, segments }: AnalysedList): RuleListInput => ({
  ...ofFlag(flag),
  rules: withPositions(rules),
  segments: linked(segments, rules),
});

/** The same list before and after a change. */
export interface ListChange {
  readonly before: RuleListInput;
  readonly after: RuleListInput;
  /** Of whom it is told, and of what it is not; absent: it tells of everybody. */
  readonly scope?: string | undefined;
}

interface Changed extends AnalysedList {
  /** The rules in the order that they would have. */
  after: readonly RuleInput[];
}

export const listChange = ({ flag, rules, after, segments }: Changed): ListChange => {
  const known = linked(segments, [...rules, ...after]);
  return {
    before: { ...ofFlag(flag), rules: withPositions(rules), segments: known },
    after: { ...ofFlag(flag), rules: withPositions(after), segments: known },
    scope: scopeOf(flag),
  };
};

/** A comparison of lists counts as if what the flag needs was met, and tells nothing of flags that need this one. */
export function scopeOf({ requires = [], required_by: requiredBy = [] }: NeedingFlag): string | undefined {
  const where = requires.length > 0 ? `Told of those for whom ${joinWords(requires.map(requirementText))}.` : "";
  const others = requiredBy.length > 0 ? `What changes in ${joinWords(requiredBy)} by it is not counted here.` : "";
  return [where, others].filter((text) => text !== "").join(" ") || undefined;
}

const ofFlag = ({ default_value: { value }, variants }: AnalysedList["flag"]) => ({ defaultValue: value, variants });

const withPositions = (rules: readonly RuleInput[]): RuleInput[] =>
  rules.map((rule, index) => ({ ...rule, position: index + 1 }));

/** The segments that rules lead to. */
export const linked = (segments: readonly Segment[], rules: readonly RuleInput[]): Segment[] => {
  const named = [...segmentsNamed(rules)];
  return named.length === 0 ? [] : ledTo(named, new Map(segments.map((segment) => [segment.id, segment])));
};
