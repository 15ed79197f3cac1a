import type { RulesetInput } from "@/lib/targeting";
import { linkedSegments, listOf, type Operand, operandsOf, operandsOfSegment, renamed, rulesOfFlag } from "./convert";
import { CannotExpress, loadPackage, type Peer } from "./peer";

interface User {
  identifier: string;
}

interface ConfigCatModule {
  getClient(
    sdkKey: string,
    mode: number,
    options: object,
  ): {
    waitForReady(): Promise<unknown>;
    snapshot(): { getValue(key: string, fallback: boolean, user: User): boolean };
    dispose(): void;
  };
  PollingMode: { ManualPoll: number };
  createConsoleLogger(level: number): object;
  LogLevel: { Off: number };
  User: new (identifier: string, email?: string, country?: string, custom?: object) => User;
}

/** The SDK insists on the form of a key; this one belongs to nobody. */
export const CONFIGCAT_KEY = "configcat-sdk-1/0000000000000000000000/0000000000000000000000";

/** Comparators by the numbers of config JSON v6; `s` one text, `l` a list of texts, `d` a number. */
const comparators: Readonly<Record<string, readonly [number, "s" | "l" | "d"]>> = {
  equals: [28, "s"],
  not_equals: [29, "s"],
  in: [0, "l"],
  not_in: [1, "l"],
  greater_than: [14, "d"],
  less_than: [12, "d"],
  starts_with: [30, "l"],
  ends_with: [32, "l"],
  contains: [2, "l"],
};

function conditionOf({ attribute, operator, value }: Operand): object {
  const comparator = comparators[operator];
  if (!comparator) throw new CannotExpress(operator);
  const [number, kind] = comparator;
  return {
    a: attribute,
    c: number,
    [kind]: kind === "l" ? listOf(value) : value,
  };
}

/** A client's options: the ruleset as a cache that holds it, and no word to any server. */
export function configcatOptions(ruleset: RulesetInput): object {
  const segments = linkedSegments(ruleset);
  const numbers = new Map(segments.map(({ id }, index) => [id, index]));
  const on = { v: { b: true }, i: "on" };
  const off = { v: { b: false }, i: "off" };
  const settings = Object.fromEntries(
    ruleset.flags.map((flag) => {
      const rules = rulesOfFlag(ruleset, flag);
      const share = rules.find((rule) => rule.percentage != null)?.percentage;
      const targeting = rules
        .filter((rule) => rule.percentage == null)
        .map((rule) => ({
          c: [
            ...operandsOf(rule).map((operand) => ({ u: conditionOf(operand) })),
            ...(rule.segment_id ? [{ s: { s: numbers.get(rule.segment_id), c: 0 } }] : []),
          ],
          s: on,
        }));
      const percentage =
        share == null
          ? {}
          : {
              p: [
                { p: share, ...on },
                { p: 100 - share, ...off },
              ],
            };
      return [flag.key, { t: 0, r: targeting, ...percentage, ...off }];
    }),
  );
  const config = {
    p: { u: "", r: 0, s: "salt" },
    s: segments.map((segment) => ({
      n: segment.id,
      r: operandsOfSegment(segment).map(conditionOf),
    })),
    f: settings,
  };
  const stored = `${Date.now()}\netag\n${JSON.stringify(config)}`;
  return { offline: true, cache: { get: () => stored, set() {} } };
}

export const configcat: Peer = {
  name: "ConfigCat",
  async load({ ruleset, contexts, keys }) {
    const sdk = await loadPackage<ConfigCatModule>("@configcat/sdk");
    const client = sdk.getClient(CONFIGCAT_KEY, sdk.PollingMode.ManualPoll, {
      ...configcatOptions(renamed(ruleset, { user_id: "Identifier" })),
      logger: sdk.createConsoleLogger(sdk.LogLevel.Off),
    });
    await client.waitForReady();
    const snapshot = client.snapshot();
    const users = contexts.map(({ user_id: id, ...custom }) => new sdk.User(id, undefined, undefined, custom));
    const nobody = new sdk.User("");
    return {
      answers: (context) => keys.map((key) => snapshot.getValue(key, false, users[context] ?? nobody)),
      run(chosen) {
        let count = 0;
        for (const context of chosen) {
          const user = users[context] ?? nobody;
          for (const key of keys) count += snapshot.getValue(key, false, user) ? 1 : 0;
        }
        return count;
      },
      close: () => client.dispose(),
    };
  },
};
