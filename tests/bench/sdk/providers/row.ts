import type { EvaluationContext, Provider, ResolutionDetails } from "@openfeature/server-sdk";
import type { RulesetInput } from "@/lib/targeting";

/** A provider for OpenFeature's client. */
export interface Row {
  readonly name: string;
  /** Undefined: ours. Else which provider it is: the peer's own, or the smallest around its client. */
  readonly provider?: string;
  provide(ruleset: RulesetInput): Promise<Provider>;
}

/** The smallest provider of boolean flags. */
export function booleanProvider(
  name: string,
  resolve: (key: string, context: EvaluationContext) => ResolutionDetails<boolean>,
): Provider {
  const none = async (): Promise<never> => {
    throw new Error("All flags here are boolean");
  };
  return {
    metadata: { name },
    runsOn: "server",
    resolveBooleanEvaluation: async (key, _fallback, context) => resolve(key, context),
    resolveStringEvaluation: none,
    resolveNumberEvaluation: none,
    resolveObjectEvaluation: none,
  };
}
