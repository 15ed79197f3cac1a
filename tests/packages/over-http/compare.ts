import assert from "node:assert/strict";
import type { Guidon } from "guidon-sdk";
import { toEvaluation } from "@/lib/contract/evaluation";
import { type CompiledRuleset, compileRuleset, evaluateAll, explain } from "@/lib/targeting";
import type { Relay } from "./relay";
import { ENVIRONMENT, PROJECT } from "./upstream";
import type { World } from "./worlds";

async function ask(relay: Relay, path: string, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(`${relay.url}/api/v1/flags/${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${relay.key}`, "content-type": "application/json" },
    body: JSON.stringify({ project_id: PROJECT, environment: ENVIRONMENT, ...body }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} was answered with ${response.status} ${text}`);
  return JSON.parse(text).data;
}

/** As it arrives. */
const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/**
 * Holds what the SDK gives and explains against what the server answers over HTTP, and both against the engine on the
 * ruleset as it was made, for each context.
 * @throws with what differs
 */
export async function compare({ ruleset, contexts }: World, guidon: Guidon, relay: Relay, turn: number): Promise<void> {
  const compiled = compileRuleset({ ...ruleset, environment: ENVIRONMENT });
  await Promise.all(
    contexts.map(async (context, at) => {
      const { key = "" } = ruleset.flags[(turn + at) % ruleset.flags.length] ?? {};
      const answer = await ask(relay, "evaluate", { flag_key: key, context, explain: true });
      assert.deepEqual(explained(key, guidon.explain(key, context)), answer);
      assert.deepEqual(explained(key, explain(compiled, key, context)), answer);
      const { value, reason, is_code_default: isCodeDefault } = answer;
      const details = guidon.details(key, "fallback", context);
      assert.equal(details.flagMetadata.reason ?? details.reason, isGiven(value) || isCodeDefault ? reason : "ERROR");
      assert.deepEqual(guidon.value(key, null, context), isCodeDefault ? null : value);
    }),
  );
  const [context = {}] = contexts;
  const { flags } = await ask(relay, "bootstrap", { context });
  assert.deepEqual(valuesIn(flags), valuesOf(compiled, context));
  assert.deepEqual(sent(guidon.all(context)), sent(givenBy(compiled, context)));
}

/** Whether somebody with a text as the default is given the value. */
const isGiven = (value: unknown): boolean => typeof value === "string";

const explained = (key: string, explanation: ReturnType<typeof explain>) =>
  explanation === undefined ? undefined : sent(toEvaluation(key, explanation, ENVIRONMENT));

const valuesIn = (flags: unknown) =>
  Object.fromEntries(
    Object.entries(flags as Record<string, { value: unknown }>).map(([key, { value }]) => [key, value]),
  );

const valuesOf = (compiled: CompiledRuleset, context: object) =>
  sent(Object.fromEntries(evaluateAll(compiled, context).map(({ flagKey, value }) => [flagKey, value])));

const givenBy = (compiled: CompiledRuleset, context: object) =>
  Object.fromEntries(
    evaluateAll(compiled, context)
      .filter(({ isCodeDefault }) => !isCodeDefault)
      .map(({ flagKey, value, reason, variant }) => [
        flagKey,
        { value, reason, ...(typeof variant === "string" && { variant }) },
      ]),
  );
