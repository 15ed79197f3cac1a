import type { RulesetInput } from "@/lib/targeting";
import { linkedSegments, listOf, type Operand, operandsOf, operandsOfSegment, rulesOfFlag } from "./convert";
import { CannotExpress, loadPackage, type Peer } from "./peer";

interface FlagdModule {
  FlagdCore: new (
    storage: undefined,
    logger: object,
  ) => {
    setConfigurations(json: string): unknown;
    resolveBooleanEvaluation(key: string, fallback: boolean, context: object): { value: boolean };
  };
}

const silent = { error() {}, warn() {}, info() {}, debug() {} };

function logicOf({ attribute, operator, value }: Operand): object {
  const variable = { var: attribute };
  switch (operator) {
    case "equals":
      return { "===": [variable, value] };
    case "not_equals":
      return { "!==": [variable, value] };
    case "in":
      return { in: [variable, listOf(value)] };
    case "not_in":
      return { "!": [{ in: [variable, listOf(value)] }] };
    case "greater_than":
      return { ">": [variable, value] };
    case "less_than":
      return { "<": [variable, value] };
    case "starts_with":
    case "ends_with":
      return { [operator]: [variable, value] };
    case "contains":
      return { in: [value, variable] };
    default:
      throw new CannotExpress(operator);
  }
}

/** More branches than this overflow the stack of its compiler, and the flag silently gives its default. */
const MOST_RULES = 5000;

/** Flag definitions as flagd reads them, as JSON. */
export function flagdDocument(ruleset: RulesetInput): string {
  if (ruleset.flags.some((flag) => rulesOfFlag(ruleset, flag).length > MOST_RULES)) throw new CannotExpress("rules");
  const evaluators = Object.fromEntries(
    linkedSegments(ruleset).map((segment) => [segment.id, { and: operandsOfSegment(segment).map(logicOf) }]),
  );
  const flags = Object.fromEntries(
    ruleset.flags.map((flag) => {
      const branches = rulesOfFlag(ruleset, flag).flatMap((rule) => {
        const parts: object[] = operandsOf(rule).map(logicOf);
        if (rule.segment_id) parts.push({ $ref: rule.segment_id });
        const share = rule.percentage;
        if (share != null)
          return [
            {
              "===": [
                { fractional: [{ cat: [rule.id, { var: rule.bucket_by }] }, ["in", share], ["out", 100 - share]] },
                "in",
              ],
            },
            "on",
          ];
        return [parts.length === 1 ? parts[0] : { and: parts }, "on"];
      });
      return [
        flag.key,
        {
          state: "ENABLED",
          variants: { on: true, off: false },
          defaultVariant: "off",
          targeting: { if: [...branches, "off"] },
        },
      ];
    }),
  );
  return JSON.stringify({ flags, $evaluators: evaluators });
}

export const flagd: Peer = {
  name: "flagd-core",
  async load({ ruleset, contexts, keys }) {
    const { FlagdCore } = await loadPackage<FlagdModule>("@openfeature/flagd-core");
    const core = new FlagdCore(undefined, silent);
    core.setConfigurations(flagdDocument(ruleset));
    const users = contexts.map((context) => ({ targetingKey: context.user_id, ...context }));
    const nobody = { targetingKey: "" };
    return {
      answers: (context) =>
        keys.map((key) => core.resolveBooleanEvaluation(key, false, users[context] ?? nobody).value),
      run(chosen) {
        let on = 0;
        for (const context of chosen) {
          const user = users[context] ?? nobody;
          for (const key of keys) on += core.resolveBooleanEvaluation(key, false, user).value ? 1 : 0;
        }
        return on;
      },
    };
  },
};
