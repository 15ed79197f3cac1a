import type { Flag } from "@/lib/contract/flag";
import type { Segment } from "@/lib/contract/segment";
import type { RuleInput } from "@/lib/targeting";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import { ledTo, segmentsNamed } from "@/lib/targeting/segment-order";

interface AnalysedList {
  flag: Pick<Flag, "default_value" | "variants">;
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
  };
};

const ofFlag = ({ default_value: { value }, variants }: AnalysedList["flag"]) => ({ defaultValue: value, variants });

const withPositions = (rules: readonly RuleInput[]): RuleInput[] =>
  rules.map((rule, index) => ({ ...rule, position: index + 1 }));

/** The segments that rules lead to. */
export const linked = (segments: readonly Segment[], rules: readonly RuleInput[]): Segment[] => {
  const named = [...segmentsNamed(rules)];
  return named.length === 0 ? [] : ledTo(named, new Map(segments.map((segment) => [segment.id, segment])));
};
