import type { RuleConditionInput, RuleInput, RulesetInput, SegmentInput } from "@/lib/targeting";

/** A context that every peer can hold: flat, of scalars, with `user_id` as the id. */
export type BenchContext = Readonly<Record<string, string | number | undefined>> & { readonly user_id: string };

/** What is measured: one operation evaluates every one of `keys` for one context. All flags are boolean. */
export interface Scenario {
  readonly name: string;
  readonly ruleset: RulesetInput;
  readonly keys: readonly string[];
  readonly contexts: readonly BenchContext[];
  /** How many times as long as the closures the engine may take. */
  readonly goal: number;
  /** The operation is "all flags of the project", for which some have a call of their own. */
  readonly isWhole?: boolean;
}

type Condition = readonly [attribute: string, operator: string, value: unknown];

export interface RuleSketch {
  readonly when?: readonly Condition[];
  /** Groups of conditions, of which any or none hold, besides `when`. */
  readonly any?: readonly Condition[];
  readonly none?: readonly Condition[];
  readonly segment?: string;
  readonly percentage?: number;
}

const conditionOf = ([attribute, operator, value]: Condition): RuleConditionInput => ({ attribute, operator, value });

/** Boolean flags that are off by default and on for whom a rule matches. */
export function rulesetOf(
  flags: Readonly<Record<string, readonly RuleSketch[]>>,
  segments: SegmentInput[] = [],
): RulesetInput {
  const keys = Object.keys(flags);
  const rules = keys.flatMap((key) =>
    (flags[key] ?? []).map(
      (rule, index): RuleInput => ({
        id: `${key}-rule-${index + 1}`,
        flag_id: `id-of-${key}`,
        position: index + 1,
        conditions: [
          ...(rule.when ?? []).map(conditionOf),
          ...(rule.any ? [{ any: rule.any.map(conditionOf) }] : []),
          ...(rule.none ? [{ none: rule.none.map(conditionOf) }] : []),
        ],
        value: true,
        percentage: rule.percentage ?? null,
        enabled: true,
        segment_id: rule.segment ?? null,
        bucket_by: "user_id",
        salt: `${key}-rule-${index + 1}`,
      }),
    ),
  );
  return {
    flags: keys.map((key) => ({
      id: `id-of-${key}`,
      key,
      default_value: { value: false },
      enabled: true,
      status: "active",
    })),
    rules,
    segments,
  };
}
