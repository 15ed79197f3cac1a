import type { CompiledFlag, CompiledRuleset } from "./compile";
import { openScope, type Scope } from "./epoch";
import type { Context, Evaluation } from "./types";

/** The value of one flag for a context, and why. Undefined when there is no such flag. Never throws. */
export function evaluate(ruleset: CompiledRuleset, flagKey: string, context: Context): Evaluation | undefined {
  const flag = ruleset.flags.get(flagKey);
  if (flag === undefined || flag.finder === null) return flag?.fallback;
  return decide(flag, openScope(ruleset.epochs, context));
}

/** The values of all flags that are not archived, by key; each as `evaluate` gives it. */
export function evaluateAll(ruleset: CompiledRuleset, context: Context): ReadonlyMap<string, Evaluation> {
  const scope = openScope(ruleset.epochs, context);
  const evaluations = new Map<string, Evaluation>();
  for (const flag of ruleset.flags.values()) if (!flag.isArchived) evaluations.set(flag.key, decide(flag, scope));
  return evaluations;
}

function decide(flag: CompiledFlag, scope: Scope): Evaluation {
  if (flag.finder === null) return flag.fallback;
  return flag.finder.first(scope)?.answer ?? flag.fallback;
}
