import type { CompiledRuleset } from "./compile";
import { nextEpoch, type Properties, propertiesOf } from "./context";
import type { CompiledFlag } from "./flag";
import type { Context, FlagEvaluation } from "./types";

/** The value of one flag for a context, and why. Undefined when there is no such flag. Never throws. */
export function evaluate(ruleset: CompiledRuleset, flagKey: string, context: Context): FlagEvaluation | undefined {
  const flag = ruleset.flags.get(flagKey);
  return flag && decide(flag, propertiesOf(context), nextEpoch());
}

/** The values of all flags that are not archived, in the order of the flags; each as `evaluate` gives it. */
export function evaluateAll(ruleset: CompiledRuleset, context: Context): FlagEvaluation[] {
  const properties = propertiesOf(context);
  const epoch = nextEpoch();
  const evaluations: FlagEvaluation[] = [];
  for (const flag of ruleset.flags.values()) if (!flag.isArchived) evaluations.push(decide(flag, properties, epoch));
  return evaluations;
}

function decide({ index, fallback }: CompiledFlag, context: Properties, epoch: number): FlagEvaluation {
  return index?.first(context, epoch) ?? fallback;
}
