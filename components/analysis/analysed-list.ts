import type { Required } from "@/components/flags/flag-here";
import { requirementText } from "@/components/flags/words";
import { NEW_RULE } from "@/components/rules/rules-on-screen";
import type { ListedFlag } from "@/lib/contract/flag-list";
import type { Segment } from "@/lib/contract/segment";
import type { RuleInput } from "@/lib/targeting";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import type { RequiredFlags } from "@/lib/targeting/analysis/rules/required";
import { ledTo, segmentsNamed } from "@/lib/targeting/segment-references";
import { joinWords } from "@/lib/targeting/words/condition-parts";

/** A flag with what it needs, and who needs it. */
type NeedingFlag = Pick<ListedFlag, "default_value" | "variants" | "when_disabled" | "requires" | "required_by">;

interface AnalysedList {
  flag: NeedingFlag;
  /** In the order on the screen. */
  rules: readonly RuleInput[];
  /** All segments of the project. Only those that rules link to are handed on. */
  segments: readonly Segment[];
  /** What the flag leads to by what it requires; null: that could not be read, and counts as met. */
  required: Required | null;
}

/**
 * A list as the analysis reads it. Its rules have the positions 1 to n, so that sentences number them as the cards do.
 */
export const analysedList = ({ flag, rules, segments, required }: AnalysedList): RuleListInput => ({
  ...ofFlag(flag, required),
  rules: withPositions(rules),
  segments: linked(segments, [...rules, ...(required?.rules ?? [])]),
  newRuleIds: NEW_RULES,
});

/** The same list before and after a change. */
export interface ListChange {
  readonly before: RuleListInput;
  readonly after: RuleListInput;
  /** Of whom it is told, and of what it is not; absent: it tells of everybody. */
  readonly scope?: string | undefined;
  /** The part of it that holds where the flag itself changes for nobody, too. */
  readonly elsewhere?: string | undefined;
}

interface Changed extends AnalysedList {
  /** The rules in the order that they would have. */
  after: readonly RuleInput[];
}

export const listChange = ({ flag, rules, after, segments, required }: Changed): ListChange => {
  const known = linked(segments, [...rules, ...after, ...(required?.rules ?? [])]);
  return {
    before: { ...ofFlag(flag, required), rules: withPositions(rules), segments: known },
    after: { ...ofFlag(flag, required), rules: withPositions(after), segments: known, newRuleIds: NEW_RULES },
    scope: scopeOf(flag, required),
  };
};

/**
 * What a comparison of lists leaves out: what the flag needs, where that could not be read; that the code decides where
 * it is not met; and flags that need this one.
 */
export function scopeOf(
  { requires = [], required_by: requiredBy = [], when_disabled: whenDisabled }: NeedingFlag,
  required: Required | null,
): string | undefined {
  const needed = joinWords(requires.map(requirementText));
  const told = [
    ...(required === null && needed !== "" ? [`Told of those for whom ${needed}.`] : []),
    ...(required !== null && needed !== "" && whenDisabled === "code_default"
      ? ["Where it does not get what it needs, applications use the default in their code."]
      : []),
    ...(requiredBy.length > 0 ? [notCounted(requiredBy)] : []),
  ];
  return told.length === 0 ? undefined : told.join(" ");
}

/** As `when_disabled` says: whether the code of applications decides, and no value of the flag. */
type Deciding = Pick<NeedingFlag, "when_disabled" | "required_by"> & { isOn: boolean };

/**
 * What a comparison of lists leaves out although nobody changes: a flag that leaves its value to the code gives nothing
 * to flags that need it, whatever value it has.
 */
export function elsewhereOf(before: Deciding, after: Deciding): string | undefined {
  const { required_by: requiredBy = [] } = before;
  const isLeftToCode = ({ when_disabled: whenDisabled, isOn }: Deciding) => whenDisabled === "code_default" && !isOn;
  return requiredBy.length > 0 && isLeftToCode(before) !== isLeftToCode(after) ? notCounted(requiredBy) : undefined;
}

const notCounted = (requiredBy: readonly string[]): string =>
  `What changes in ${joinWords(requiredBy)} by it is not counted here.`;

/** The buckets of a rule that is not stored yet are unknown. */
const NEW_RULES: ReadonlySet<string> = new Set([NEW_RULE]);

const ofFlag = ({ default_value: { value }, variants, requires = [] }: NeedingFlag, required: Required | null) => ({
  defaultValue: value,
  variants,
  required: requiredFlags(requires, required),
});

const requiredFlags = (requires: RequiredFlags["requires"], required: Required | null): RequiredFlags | undefined =>
  required === null || requires.length === 0 ? undefined : { ...required, requires };

const withPositions = (rules: readonly RuleInput[]): RuleInput[] =>
  rules.map((rule, index) => ({ ...rule, position: index + 1 }));

/** The segments that rules lead to. */
export const linked = (segments: readonly Segment[], rules: readonly RuleInput[]): Segment[] => {
  const named = [...segmentsNamed(rules)];
  return named.length === 0 ? [] : ledTo(named, new Map(segments.map((segment) => [segment.id, segment])));
};
