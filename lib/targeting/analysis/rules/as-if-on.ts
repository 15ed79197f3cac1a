import { type CompiledRuleset, compileRuleset } from "../../compile";
import { evaluate } from "../../evaluate";
import type { Evaluation, FlagInput, JsonValue } from "../../types";
import type { RuleListInput } from "../rule-list";

/** No flag that is required has this key. */
const FLAG = "";

/** What the engine gives, and which arm of the rule's split that is; null: none, or what a split leaves over. */
export interface Served extends Evaluation {
  readonly arm: number | null;
}

/** What the engine itself gives for a rule list, as if its flag were on, with the flags that it requires as they are. */
export function engineAsIfOn({ defaultValue, rules, segments, required }: RuleListInput): (context: unknown) => Served {
  const compiled: CompiledRuleset = compileRuleset({
    flags: [{ ...flagAsIfOn(FLAG, defaultValue), requires: required?.requires }, ...(required?.flags ?? [])],
    environment: required?.environment,
    rules: [...rules.map((rule) => ({ ...rule, flag_id: FLAG })), ...(required?.rules ?? [])],
    segments,
  });
  const served = new Map<Evaluation, Served>();
  for (const { split } of compiled.flags.get(FLAG)?.rules.all ?? []) {
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

/** Never given: the flag is there. */
const NOTHING: Evaluation = { value: null, reason: "DEFAULT", ruleId: null };
