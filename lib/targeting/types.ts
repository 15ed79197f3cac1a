import type { ComparisonKind } from "./comparable";
import type { ElementInput, GroupKind } from "./element";

/**
 * The input: the API's own flags, rules and segments. Fields that are not named here are ignored. Stored data may be
 * damaged all the same: a field of another type than declared here makes its flag, rule or condition not match.
 */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue | undefined };

export interface FlagInput {
  readonly id: string;
  readonly key: string;
  readonly default_value: { readonly value: JsonValue };
  readonly enabled: boolean;
  readonly status: string;
  /** `code_default`: the flag serves nothing while it is off. Anything else, or absent: the default value. */
  readonly when_disabled?: string | null | undefined;
  /** Whether people may see its value in their browser. The engine ignores it; the service obeys it. */
  readonly is_client_visible?: boolean | undefined;
  /** `boolean`: its values are called `on` and `off` where `variants` has no names. */
  readonly flag_type?: string | undefined;
  /** Names of values; the first that has a value names it. Null, absent or empty: none. */
  readonly variants?: readonly VariantInput[] | null | undefined;
  /** What other flags must give, in the same environment and for the same context. Null, absent or empty: nothing. */
  readonly requires?: readonly RequirementInput[] | null | undefined;
  /** By environment. Absent, or without an environment's name: enabled there, with the flag's own default. */
  readonly environments?: Readonly<Record<string, FlagStateInput>> | null | undefined;
}

/** The flag of this key must give the value, or the variant, and must not be archived. */
export interface RequirementInput {
  readonly flag: string;
  /** One of these. */
  readonly variant?: string | undefined;
  readonly value?: JsonValue | undefined;
}

interface VariantInput {
  readonly name: string;
  readonly value: JsonValue;
}

/** What a flag is in one environment: on when both it and the flag are enabled. */
interface FlagStateInput {
  readonly enabled: boolean;
  /** Replaces the flag's. */
  readonly default_value?: { readonly value: JsonValue } | undefined;
}

export interface RuleInput {
  readonly id: string;
  readonly flag_id: string;
  readonly position: number;
  readonly conditions: readonly ElementInput<RuleConditionInput>[];
  readonly value: JsonValue;
  readonly enabled: boolean;
  /** Null or absent: everyone. */
  readonly percentage?: number | null | undefined;
  readonly segment_id?: string | null | undefined;
  /** The attribute that decides the buckets of percentage and split. Absent: `user_id`. */
  readonly bucket_by?: string | undefined;
  /** Absent: the rule's id. */
  readonly salt?: string | undefined;
  /** Null or absent: everyone whom the rule matches gets `value`. */
  readonly split?: readonly ArmInput[] | null | undefined;
}

/** A share of those whom a rule matches, and what they get instead of the rule's value. */
interface ArmInput {
  readonly value: JsonValue;
  /** In percent, with up to three decimals; the weights of one split add up to 100 at most. */
  readonly weight: number;
}

/** What a condition of a rule or a segment asks of its attribute. */
export interface ConditionInput {
  readonly operator: string;
  readonly value?: unknown;
  /** Negates the condition where the operator can judge the attribute; elsewhere the condition still does not match. */
  readonly negate?: boolean | undefined;
  /** Compares both sides in lower case. */
  readonly ignore_case?: boolean | undefined;
  /** What both sides are compared as. Absent: the operator and the value decide. */
  readonly as?: ComparisonKind | undefined;
}

export interface RuleConditionInput extends ConditionInput {
  readonly attribute: string;
}

export interface SegmentInput {
  readonly id: string;
  readonly rules: readonly ElementInput<SegmentConditionInput>[];
  readonly match_type: string;
}

interface SegmentConditionInput extends ConditionInput {
  readonly key: string;
}

export interface RulesetInput {
  readonly flags: readonly FlagInput[];
  /** The environment of the rules, and whose flag states apply. Absent: no flag has a state of its own. */
  readonly environment?: string | undefined;
  /** The rules of one environment. */
  readonly rules: readonly RuleInput[];
  readonly segments: readonly SegmentInput[];
}

/** A flag with its rules of one environment, in order of their positions. */
export interface FlagWithRules {
  readonly flag: FlagInput;
  /** As in `RulesetInput`. */
  readonly environment?: string | undefined;
  readonly rules: readonly RuleInput[];
}

/** What a `RulesetInput` says, with the rules at their flags. */
export interface RulesetSource {
  readonly flags: Iterable<FlagWithRules>;
  readonly segments: Iterable<SegmentInput>;
}

/** The attributes that a flag is evaluated for: a JSON object. Any other value has no attributes. */
export type Context = unknown;

/** OpenFeature's reasons, as far as a targeting engine gives them. */
type Reason = "TARGETING_MATCH" | "SPLIT" | "DEFAULT" | "STATIC" | "DISABLED";

/**
 * `ruleId` is the rule that matched, null when the default was given. The object is shared and frozen: `value` must not
 * be changed.
 */
export interface Evaluation {
  readonly value: JsonValue;
  readonly reason: Reason;
  readonly ruleId: string | null;
  /** Nothing is served: the application uses its own default, and `value` is null. */
  readonly isCodeDefault?: true;
  /** The name of the value; null: the flag has no name for it. Absent: the flag has no names. */
  readonly variant?: string | null;
  /** The flag stores no names: this is the implied name of a boolean flag's value. */
  readonly isVariantImplied?: true;
}

/** An evaluation with the key of its flag. The same rule gives everyone the same object. */
export interface FlagEvaluation extends Evaluation {
  readonly flagKey: string;
}

/** Whether all of a segment's conditions must hold, or any of them. */
export type MatchType = "all" | "any";

/** An evaluation, and how it came about. */
export interface Explanation extends FlagEvaluation {
  /**
   * Every rule of the flag, in order, also those that are off. Empty when the flag is off, or when its requirements are
   * not met.
   */
  readonly trace: readonly RuleTrace[];
  /** Absent where the flag is off or requires nothing. */
  readonly requirements?: readonly RequirementTrace[];
}

export interface RequirementTrace {
  /** As stored; a damaged requirement may hold anything. */
  readonly flag: unknown;
  /** One of these. */
  readonly variant?: unknown;
  readonly value?: unknown;
  readonly matches: boolean;
  /** What the required flag gives (`gives false`), or why the requirement `cannot evaluate`. */
  readonly detail: string;
}

/** `not_reached`: an earlier rule has already decided. What was not tested is empty or null. */
export type RuleOutcome = "match" | "no_match" | "not_reached" | "disabled";

export interface RuleTrace {
  readonly ruleId: string;
  readonly position: number | null;
  readonly outcome: RuleOutcome;
  /** Why the rule itself cannot match; null for a sound rule. */
  readonly fault: string | null;
  readonly conditions: readonly ElementTrace[];
  readonly segment: SegmentTrace | null;
  readonly percentage: PercentageTrace | null;
  /** Absent where nothing was split: the rule has no split, or does not decide. */
  readonly split?: SplitTrace;
}

/** Of each element of a list of conditions. */
export type ElementTrace = ConditionTrace | GroupTrace | SegmentTrace;

export interface GroupTrace {
  readonly group: GroupKind;
  readonly matches: boolean;
  /** How many of its elements hold, or why it `cannot evaluate`. */
  readonly detail: string;
  readonly conditions: readonly ElementTrace[];
}

export interface ConditionTrace {
  /** As stored; a damaged condition may hold anything. */
  readonly attribute: unknown;
  readonly operator: unknown;
  readonly value: unknown;
  /** Absent unless the condition has them. */
  readonly negate?: unknown;
  readonly ignore_case?: unknown;
  readonly as?: unknown;
  readonly matches: boolean;
  /** What the attribute is (`"country" is "US"`), or why the condition `cannot evaluate`. */
  readonly detail: string;
}

export interface SegmentTrace {
  readonly segmentId: string;
  /** Null when the segment is gone or damaged. */
  readonly matchType: MatchType | null;
  readonly matches: boolean;
  /** Why nobody can be in it; null for a sound one. */
  readonly fault: string | null;
  /** Empty for a segment that was described earlier in the same rule's trace. */
  readonly conditions: readonly ElementTrace[];
}

export interface PercentageTrace {
  readonly percentage: number;
  /** The attribute that decides. */
  readonly attribute: string;
  /** From 0 to just under 100; null without an id. */
  readonly bucket: number | null;
  readonly matches: boolean;
  readonly detail: string;
}

export interface SplitTrace {
  /** The attribute that decides. */
  readonly attribute: string;
  /** From 0 to just under 100; null without an id. */
  readonly bucket: number | null;
  /** Which arm, from 0; null: none, so that the rule's own value is served. */
  readonly arm: number | null;
  readonly detail: string;
}
