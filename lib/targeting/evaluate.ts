import type { CompiledRuleset } from "./compile";
import { nextEpoch, propertiesOf } from "./context";
import type { Context, FlagEvaluation } from "./types";

/**
 * The value of one flag for a context, and why. Undefined when there is no such flag. Never throws.
 * @param userId counts as the context's `user_id`. For a context that has none and is not to be copied.
 */
export function evaluate(
  ruleset: CompiledRuleset,
  flagKey: string,
  context: Context,
  userId?: string,
): FlagEvaluation | undefined {
  const flag = ruleset.flags.get(flagKey);
  if (flag === undefined) return undefined;
  const epoch = nextEpoch();
  if (userId !== undefined) ruleset.parts.compiler.attributes.userId.give(userId, epoch);
  return flag.decide(propertiesOf(context), epoch, ruleset.requirements);
}

/** The values of all flags that are not archived, in the order of the flags; each as `evaluate` gives it. */
export function evaluateAll({ flags, requirements }: CompiledRuleset, context: Context): FlagEvaluation[] {
  const properties = propertiesOf(context);
  const epoch = nextEpoch();
  const evaluations: FlagEvaluation[] = [];
  for (const flag of flags.values()) {
    if (!flag.isArchived) evaluations.push(flag.decide(properties, epoch, requirements));
  }
  return evaluations;
}

/** Few, because the rules of each may search a long text, and several, because a step costs as much as a short rule. */
const FLAGS_IN_A_STEP = 8;

/**
 * As `evaluateAll`, in steps, so that other work gets its turn. Other evaluations may come between: what the ruleset
 * remembers for them is computed again for this one.
 */
export function* evaluateInSteps(
  { flags, requirements }: CompiledRuleset,
  context: Context,
): Generator<undefined, FlagEvaluation[]> {
  const properties = propertiesOf(context);
  const epoch = nextEpoch();
  const evaluations: FlagEvaluation[] = [];
  for (const flag of flags.values()) {
    if (flag.isArchived) continue;
    if (evaluations.push(flag.decide(properties, epoch, requirements)) % FLAGS_IN_A_STEP === 0) yield;
  }
  return evaluations;
}
