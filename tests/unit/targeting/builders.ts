import type { FlagInput, RuleInput, RulesetInput, SegmentInput } from "@/lib/targeting";

/** A boolean flag `flag` that is on, with id `flag`. */
export function flagOf(fields: Partial<FlagInput> = {}): FlagInput {
  return { id: "flag", key: "flag", default_value: { value: false }, enabled: true, status: "active", ...fields };
}

/**
 * Rules of the flag `flag`, in the order given, with ids `rule-1`, `rule-2`, …; each gives `true` unless told
 * otherwise.
 */
export function rulesOf(rules: readonly Partial<RuleInput>[]): RuleInput[] {
  return rules.map((fields, index) => ({
    id: `rule-${index + 1}`,
    flag_id: "flag",
    position: index + 1,
    conditions: [],
    value: true,
    percentage: null,
    enabled: true,
    segment_id: null,
    bucket_by: "user_id",
    salt: `salt-${index + 1}`,
    ...fields,
  }));
}

export function rulesetOf(rules: readonly Partial<RuleInput>[], segments: readonly SegmentInput[] = []): RulesetInput {
  return { flags: [flagOf()], rules: rulesOf(rules), segments };
}
