import type { JsonValue, RulesetInput } from "@/lib/targeting";
import { armFor } from "../prover/domain";
import { naiveEvaluate } from "../unit/targeting/naive";
import type { Person } from "./people";

/** What somebody gets from a flag, and from which part of which rule. */
export interface Served {
  /** Where the code's default counts, the flag's: so it stands in what is claimed. */
  readonly value: JsonValue;
  readonly isCodeDefault: boolean;
  readonly reason: string;
  readonly ruleId: string | null;
  readonly arm: number | null;
}

/** By the naive reading. */
export function served(input: RulesetInput, key: string, person: Person): Served {
  const found = naiveEvaluate(input, key, person);
  if (found === undefined) throw new Error(`There is no flag ${key}`);
  const rule = input.rules.find(({ id }) => id === found.ruleId);
  // The journeys draw by no attribute with a dot in its name.
  const arm = rule === undefined ? null : armFor(rule, { value: person[rule.bucket_by ?? "user_id"], buckets: null });
  const { reason, ruleId, isCodeDefault = false } = found;
  return { value: isCodeDefault ? defaultOf(input, key) : found.value, isCodeDefault, reason, ruleId, arm };
}

export function defaultOf({ flags }: RulesetInput, key: string): JsonValue {
  const flag = flags.find((each) => each.key === key);
  if (flag === undefined) throw new Error(`There is no flag ${key}`);
  return flag.default_value.value;
}

/** The same rules while the flag is on. What it requires is as it is. */
export const asIfOn = (input: RulesetInput, flagId: string): RulesetInput => ({
  ...input,
  flags: input.flags.map((flag) => (flag.id === flagId ? { ...flag, enabled: true, status: "active" } : flag)),
});
