import { type FlagdDefinitions, flagdDefinitions } from "@/lib/flagd/document";
import { flagdText } from "@/lib/flagd/text";
import { compileRuleset, type RulesetInput } from "@/lib/targeting";

/** What a generator comes to, without pauses. */
function ended<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

export const definitionsOf = (ruleset: RulesetInput): FlagdDefinitions =>
  ended(flagdDefinitions(compileRuleset(ruleset)));

/** The JSON that clients read. */
export const textOf = (ruleset: RulesetInput): string => ended(flagdText(definitionsOf(ruleset), {}));
