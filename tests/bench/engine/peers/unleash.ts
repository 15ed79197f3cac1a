import { EventEmitter } from "node:events";
import type { RulesetInput } from "@/lib/targeting";
import type { BenchContext } from "../scenario";
import { linkedSegments, listOf, type Operand, operandsOf, operandsOfSegment, rulesOfFlag } from "./convert";
import { CannotExpress, loadPackage, type Peer } from "./peer";

interface UnleashContext {
  userId: string;
  properties: object;
}

interface UnleashClient {
  isEnabled(name: string, context: UnleashContext): boolean;
  destroy(): void;
}

interface UnleashModule {
  Unleash: new (options: object) => UnleashClient;
}

const operators: Readonly<Record<string, string>> = {
  equals: "IN",
  in: "IN",
  not_equals: "NOT_IN",
  not_in: "NOT_IN",
  greater_than: "NUM_GT",
  less_than: "NUM_LT",
  starts_with: "STR_STARTS_WITH",
  ends_with: "STR_ENDS_WITH",
  contains: "STR_CONTAINS",
  regex: "REGEX",
};

function constraintOf({ attribute, operator, value }: Operand): object {
  const known = operators[operator];
  if (!known) throw new CannotExpress(operator);
  const takesOne = known.startsWith("NUM_") || known === "REGEX";
  const contextName = attribute === "user_id" ? "userId" : attribute;
  return {
    contextName,
    operator: known,
    inverted: false,
    ...(takesOne ? { values: [], value: String(value) } : { values: listOf(value) }),
  };
}

/** A client with the ruleset at hand, and no word to any server. */
export async function unleashClient(ruleset: RulesetInput): Promise<UnleashClient> {
  const { Unleash } = await loadPackage<UnleashModule>("unleash-client");
  const numbers = new Map(ruleset.segments.map(({ id }, index) => [id, index + 1]));
  const segments = new Map(
    linkedSegments(ruleset).map((segment) => [
      numbers.get(segment.id),
      { id: numbers.get(segment.id), constraints: operandsOfSegment(segment).map(constraintOf) },
    ]),
  );
  const toggles = new Map(
    ruleset.flags.map((flag) => [
      flag.key,
      {
        name: flag.key,
        type: "release",
        enabled: true,
        variants: [],
        strategies: rulesOfFlag(ruleset, flag).map((rule) => ({
          name: "flexibleRollout",
          parameters: { rollout: String(rule.percentage ?? 100), stickiness: "userId", groupId: rule.id },
          constraints: operandsOf(rule).map(constraintOf),
          segments: rule.segment_id ? [numbers.get(rule.segment_id)] : [],
        })),
      },
    ]),
  );
  // A repository in memory stands in for the one that would look for a server.
  const repository = Object.assign(new EventEmitter(), {
    getToggle: (name: string) => toggles.get(name),
    getToggles: () => [...toggles.values()],
    getSegment: (id: number) => segments.get(id),
    stop() {},
  });
  const client = new Unleash({
    url: "http://localhost",
    appName: "bench",
    repository,
    disableAutoStart: true,
    disableMetrics: true,
    skipInstanceCountWarning: true,
  });
  repository.emit("ready");
  return client;
}

/** Unleash's own name for the id; everything else is a property. */
const unleashContext = ({ user_id: userId, ...properties }: BenchContext): UnleashContext => ({
  userId,
  properties,
});

export const unleash: Peer = {
  name: "Unleash",
  async load({ ruleset, contexts, keys }) {
    const client = await unleashClient(ruleset);
    const users = contexts.map(unleashContext);
    const nobody = { userId: "", properties: {} };
    return {
      answers: (context) => keys.map((key) => client.isEnabled(key, users[context] ?? nobody)),
      run(chosen) {
        let on = 0;
        for (const context of chosen) {
          const user = users[context] ?? nobody;
          for (const key of keys) on += client.isEnabled(key, user) ? 1 : 0;
        }
        return on;
      },
      close: () => client.destroy(),
    };
  },
};
