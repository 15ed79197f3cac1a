import { type CompiledRuleset, compileRuleset } from "../../compile";
import { evaluate } from "../../evaluate";
import type { Evaluation, FlagInput, JsonValue } from "../../types";
import type { RuleListInput } from "../rule-list";

/** A key that no required flag can have. */
const FLAG = "";

/** What the engine serves, and the index of the arm of the rule's split; null when the value is of no arm. */
export interface Served extends Evaluation {
  readonly arm: number | null;
}

/**
 * Makes a function that evaluates a rule list by the engine itself, as if its flag were on unless the list says that
 * it is off. The flags that it requires stay as they are.
 */
export function engineAsIfOn(list: RuleListInput): (context: unknown) => Served {
  const { defaultValue, rules, segments, required, isOff = false } = list;
  const flag = { ...flagAsIfOn(FLAG, defaultValue), enabled: !isOff, requires: required?.requires };
  const compiled: CompiledRuleset = compileRuleset({
    flags: [flag, ...(required?.flags ?? [])],
    environment: required?.environment,
    rules: [...rules.map((rule) => ({ ...rule, flag_id: FLAG })), ...(required?.rules ?? [])],
    segments,
  });
  const served = new Map<Evaluation, Served>();
  for (const { split } of compiled.flags.get(FLAG)?.rules ?? []) {
    for (const [arm, { answer }] of (split?.arms ?? []).entries()) served.set(answer, { ...answer, arm });
  }
  return (context) => {
    const evaluation = evaluate(compiled, FLAG, context) ?? NOTHING;
    return served.get(evaluation) ?? { ...evaluation, arm: null };
  };
}

/** A flag that is on and serves `value` when no rule matches. */
export const flagAsIfOn = (key: string, value: JsonValue): FlagInput => ({
  id: key,
  key,
  default_value: { value },
  enabled: true,
  status: "active",
});

/** Stands in for a missing flag, which cannot happen here. */
const NOTHING: Evaluation = { value: null, reason: "DEFAULT", ruleId: null };
