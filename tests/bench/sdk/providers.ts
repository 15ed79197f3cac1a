import type { EvaluationContext, Provider, ResolutionDetails } from "@openfeature/server-sdk";
import { OpenFeature } from "@openfeature/server-sdk";
import { GuidonProvider } from "@/packages/sdk/src/openfeature";
import { CannotExpress, type Peer, type Subject } from "../engine/peers/peer";
import type { BenchContext, Scenario } from "../engine/scenario";

/** A way for OpenFeature's client to evaluate the one flag of a scenario. */
export interface Row {
  readonly name: string;
  /** Undefined: it cannot express the scenario. */
  provide(scenario: Scenario): Promise<{ provider: Provider; close(): unknown } | undefined>;
}

/** The yardstick: what OpenFeature's own client costs. */
export const constant: Row = {
  name: "a constant",
  provide: async () => ({ provider: boolean("constant", () => ({ value: false, reason: "STATIC" })), close() {} }),
};

export const guidon: Row = {
  name: "Guidon",
  async provide({ ruleset }) {
    const identity = { project_id: "bench", environment: "production", epoch: "e", revision: 1, version: "e.1" };
    const provider = new GuidonProvider({
      url: "http://127.0.0.1:9",
      key: "none",
      environment: "production",
      updates: "manual",
      bootstrap: JSON.parse(JSON.stringify({ ...ruleset, ...identity })),
    });
    return { provider, close: () => provider.onClose() };
  },
};

/**
 * A peer's own call in the smallest provider. Its contexts are translated beforehand, which its real provider does in
 * each call: what is measured is the least that it takes.
 */
export const peerRow = (peer: Peer): Row => ({
  name: peer.name,
  async provide(scenario) {
    const subject = await load(peer, scenario);
    if (subject === null) return undefined;
    const work = scenario.contexts.map((_, index) => [index]);
    const evaluate = (context: EvaluationContext) => subject.run(work[Number(context.at)] ?? []);
    const resolve = (context: EvaluationContext) => {
      const on = evaluate(context);
      return typeof on === "number" ? given(on) : on.then(given);
    };
    return { provider: boolean(peer.name, resolve), close: () => subject.close?.() };
  },
});

const given = (on: number): ResolutionDetails<boolean> => ({ value: on === 1, reason: "TARGETING_MATCH" });

async function load(peer: Peer, scenario: Scenario): Promise<Subject | null> {
  try {
    return await peer.load(scenario);
  } catch (error) {
    if (error instanceof CannotExpress) return null;
    throw error;
  }
}

type Resolving = (context: EvaluationContext) => ResolutionDetails<boolean> | Promise<ResolutionDetails<boolean>>;

function boolean(name: string, resolve: Resolving): Provider {
  const none = async (): Promise<never> => {
    throw new Error("All flags here are boolean");
  };
  return {
    metadata: { name },
    runsOn: "server",
    resolveBooleanEvaluation: async (_key, _fallback, context) => resolve(context),
    resolveStringEvaluation: none,
    resolveNumberEvaluation: none,
    resolveObjectEvaluation: none,
  };
}

/** The provider behind OpenFeature's client, as what is measured. */
export async function subjectOf(provider: Provider, { contexts, keys, name }: Scenario): Promise<Subject> {
  const domain = `${provider.metadata.name} ${name}`;
  await OpenFeature.setProviderAndWait(domain, provider);
  const client = OpenFeature.getClient(domain);
  const [key = ""] = keys;
  const asked = contexts.map(toOpenFeature);
  return {
    answers: async (context) => [await client.getBooleanValue(key, false, asked[context])],
    async run(chosen) {
      let on = 0;
      for (const context of chosen) on += (await client.getBooleanValue(key, false, asked[context])) ? 1 : 0;
      return on;
    },
  };
}

/** `at`: by which a peer's translated context is found. */
function toOpenFeature({ user_id: targetingKey, ...attributes }: BenchContext, at: number): EvaluationContext {
  const told = Object.entries(attributes).filter(([, value]) => value !== undefined);
  return { targetingKey, at, ...Object.fromEntries(told as [string, string | number][]) };
}
