import type { FlagInput, RuleInput } from "@/lib/targeting";
import { at, type Columns, jsonColumns } from "./json-columns";

// The columns from which rulesets are compiled, under the engine's names: as SQL, and converted back from its result.

interface RulesetFlag extends Omit<Required<FlagInput>, "default_value"> {
  default_value: FlagInput["default_value"]["value"];
  created_at: number;
}

interface RulesetRule extends Omit<Required<RuleInput>, "salt"> {
  environment: string;
  /** Null: its id, which is the usual case. */
  salt: string | null;
}

/** A page of flags with their rules. */
export interface FlagsPage {
  flags: Columns<RulesetFlag>;
  /** In order of their positions. */
  rules: Columns<RulesetRule>;
}

export const FLAG_COLUMNS = jsonColumns({
  id: "id",
  key: "key",
  enabled: "enabled",
  status: "status",
  default_value: "default_value",
  when_disabled: "nullif(when_disabled, 'default_value')",
  is_client_visible: "is_client_visible",
  flag_type: "flag_type",
  variants: "nullif(variants::text, '[]')::json",
  requires: "nullif(requires::text, '[]')::json",
  environments: "nullif(environments::text, '{}')::json",
  created_at: "(extract(epoch FROM created_at) * 1000)::bigint",
} satisfies Record<keyof RulesetFlag, string>);

export const RULE_COLUMNS = jsonColumns({
  id: "id",
  flag_id: "flag_id",
  environment: "environment",
  position: "position",
  conditions: "conditions",
  value: "value",
  percentage: "percentage",
  enabled: "enabled",
  segment_id: "segment_id",
  bucket_by: "bucket_by",
  split: "split",
  salt: "nullif(salt, id::text)",
} satisfies Record<keyof RulesetRule, string>);

/** The flag in a row of a page. */
export const flagOfRow = (flags: FlagsPage["flags"], row: number): Required<FlagInput> => ({
  id: at(flags.id, row),
  key: at(flags.key, row),
  enabled: at(flags.enabled, row),
  status: at(flags.status, row),
  default_value: { value: at(flags.default_value, row) },
  when_disabled: at(flags.when_disabled, row),
  is_client_visible: at(flags.is_client_visible, row),
  environments: at(flags.environments, row),
  flag_type: at(flags.flag_type, row),
  variants: at(flags.variants, row),
  requires: at(flags.requires, row),
});

/** The rule in a row of a page. */
export function ruleOfRow(rules: FlagsPage["rules"], row: number, { id: flag_id }: FlagInput): RuleInput {
  const id = at(rules.id, row);
  const split = at(rules.split, row);
  return {
    id,
    // Equal texts are one object, and not a copy in each rule.
    flag_id,
    salt: at(rules.salt, row) ?? id,
    position: at(rules.position, row),
    conditions: at(rules.conditions, row),
    value: at(rules.value, row),
    percentage: at(rules.percentage, row),
    enabled: at(rules.enabled, row),
    segment_id: at(rules.segment_id, row),
    bucket_by: at(rules.bucket_by, row),
    ...(split !== null && { split }),
  } satisfies Required<Omit<RuleInput, "split">>;
}
