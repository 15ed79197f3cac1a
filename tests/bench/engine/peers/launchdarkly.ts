import type { RulesetInput } from "@/lib/targeting";
import { linkedSegments, listOf, type Operand, operandsOf, operandsOfSegment, rulesOfFlag } from "./convert";
import { CannotExpress, loadPackage, type Peer } from "./peer";

interface LaunchDarklyModule {
  default: {
    init(
      sdkKey: string,
      options: object,
    ): {
      waitForInitialization(options: object): Promise<unknown>;
      boolVariation(key: string, context: object, fallback: boolean): Promise<boolean>;
      close(): void;
    };
  };
}

interface TestDataModule {
  TestData: new () => {
    getFactory(): unknown;
    usePreconfiguredFlag(flag: object): Promise<unknown>;
    usePreconfiguredSegment(segment: object): Promise<unknown>;
  };
}

const operators: Readonly<Record<string, readonly [op: string, negate: boolean]>> = {
  equals: ["in", false],
  in: ["in", false],
  not_equals: ["in", true],
  not_in: ["in", true],
  greater_than: ["greaterThan", false],
  less_than: ["lessThan", false],
  starts_with: ["startsWith", false],
  ends_with: ["endsWith", false],
  contains: ["contains", false],
  regex: ["matches", false],
};

function clauseOf({ attribute, operator, value }: Operand): object {
  const known = operators[operator];
  if (!known) throw new CannotExpress(operator);
  const [op, negate] = known;
  return {
    contextKind: "user",
    attribute: attribute === "user_id" ? "key" : attribute,
    op,
    negate,
    values: Array.isArray(value) ? value : [value],
  };
}

/** A list of ids is what LaunchDarkly's `included` is for; it keeps those in a set. */
function includedOf(operands: readonly Operand[]): string[] {
  const [only] = operands;
  if (!only || operands.length > 1 || only.operator !== "in" || only.attribute !== "user_id")
    throw new CannotExpress("segment");
  return listOf(only.value);
}

/** The SDK insists on having one. */
export const LAUNCHDARKLY_KEY = "sdk-key";

/** A client's options: the ruleset as data at hand, and no word to any server. */
export async function launchdarklyOptions(ruleset: RulesetInput): Promise<object> {
  const { TestData } = await loadPackage<TestDataModule>("@launchdarkly/node-server-sdk/integrations");
  const data = new TestData();
  for (const segment of linkedSegments(ruleset)) {
    await data.usePreconfiguredSegment({
      key: segment.id,
      version: 1,
      salt: "salt",
      included: includedOf(operandsOfSegment(segment)),
      excluded: [],
      rules: [],
    });
  }
  for (const flag of ruleset.flags) {
    const rules = rulesOfFlag(ruleset, flag).map((rule) => {
      const group = rule.segment_id
        ? [{ contextKind: "user", attribute: "", op: "segmentMatch", negate: false, values: [rule.segment_id] }]
        : [];
      const share = rule.percentage;
      const serve =
        share == null
          ? { variation: 1 }
          : {
              rollout: {
                contextKind: "user",
                variations: [
                  { variation: 1, weight: share * 1000 },
                  { variation: 0, weight: 100_000 - share * 1000 },
                ],
              },
            };
      return { id: rule.id, clauses: [...operandsOf(rule).map(clauseOf), ...group], trackEvents: false, ...serve };
    });
    await data.usePreconfiguredFlag({
      key: flag.key,
      version: 1,
      on: true,
      variations: [false, true],
      fallthrough: { variation: 0 },
      offVariation: 0,
      targets: [],
      rules,
      salt: flag.key,
      prerequisites: [],
    });
  }
  return {
    updateProcessor: data.getFactory(),
    sendEvents: false,
    diagnosticOptOut: true,
    logger: { debug() {}, info() {}, warn() {}, error() {} },
  };
}

export const launchdarkly: Peer = {
  name: "LaunchDarkly",
  async load({ ruleset, contexts, keys }) {
    const sdk = await loadPackage<LaunchDarklyModule>("@launchdarkly/node-server-sdk");
    const client = sdk.default.init(LAUNCHDARKLY_KEY, await launchdarklyOptions(ruleset));
    await client.waitForInitialization({ timeout: 10 });
    const users = contexts.map(({ user_id: key, ...attributes }) => ({ kind: "user", key, ...attributes }));
    const nobody = { kind: "user", key: "nobody" };
    return {
      answers: (context) => Promise.all(keys.map((key) => client.boolVariation(key, users[context] ?? nobody, false))),
      async run(chosen) {
        let on = 0;
        for (const context of chosen) {
          const user = users[context] ?? nobody;
          for (const key of keys) on += (await client.boolVariation(key, user, false)) ? 1 : 0;
        }
        return on;
      },
      close: () => client.close(),
    };
  },
};
