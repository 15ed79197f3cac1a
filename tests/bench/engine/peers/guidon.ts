import { compileRuleset, evaluate, evaluateAll } from "@/lib/targeting";
import type { Peer } from "./peer";

/** As the server compiles rulesets. */
export const guidon: Peer = {
  name: "guidon",
  async load({ ruleset: input, contexts, keys, isWhole }) {
    const ruleset = compileRuleset(input);
    return {
      answers: (context) => keys.map((key) => evaluate(ruleset, key, contexts[context])?.value === true),
      run(chosen) {
        let on = 0;
        for (const index of chosen) {
          const context = contexts[index];
          if (isWhole) for (const { value } of evaluateAll(ruleset, context)) on += value === true ? 1 : 0;
          else for (const key of keys) on += evaluate(ruleset, key, context)?.value === true ? 1 : 0;
        }
        return on;
      },
    };
  },
};
