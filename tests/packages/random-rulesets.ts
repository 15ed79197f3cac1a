import assert from "node:assert/strict";
import fc from "fast-check";
import * as built from "guidon-engine";
import { type CompiledRuleset, compile, patchRuleset, type RulesetDocument, readRuleset } from "guidon-engine";
import * as engine from "@/lib/targeting";
import { contextArbitrary, rulesetArbitrary } from "../unit/targeting/arbitraries";
import { patchBetween } from "./patch-between";

/**
 * Holds what the engine's package answers about random rulesets and contexts against the server's engine: values,
 * reasons and explanations. A ruleset comes whole and compiled afresh, whole after another one, and as a patch of it.
 * @throws with the smallest ruleset and context that differ
 */
export async function compareRandomly(worlds: number, seed: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(
      rulesetArbitrary,
      rulesetArbitrary,
      fc.array(contextArbitrary, { minLength: 1, maxLength: 3 }),
      async (before, after, contexts) => {
        const [first, second] = [sent(before), sent(after)];
        const document = readRuleset(first);
        const compiled = await compile(document);
        const roads: [RulesetDocument, CompiledRuleset?][] = [
          [readRuleset(second)],
          [readRuleset(second, document), compiled],
          [patchRuleset(document, sent(patchBetween(first, second))), compiled],
        ];
        for (const [road, previous] of roads) compare(await compile(road, previous), second, contexts);
        compare(compiled, first, contexts);
      },
    ),
    { numRuns: worlds, seed },
  );
}

/** As it arrives: made of JSON, with no object in common. */
const sent = <T>(value: T): T => JSON.parse(JSON.stringify(value));

function compare(compiled: CompiledRuleset, input: engine.RulesetInput, contexts: readonly object[]): void {
  const ruleset = engine.compileRuleset(input);
  for (const context of contexts) {
    for (const { key } of input.flags) {
      assert.deepEqual(built.evaluate(compiled, key, context), engine.evaluate(ruleset, key, context));
      assert.deepEqual(built.explain(compiled, key, context), engine.explain(ruleset, key, context));
    }
    // A patch puts new flags last, wherever they stand in the whole.
    assert.deepEqual(byKey(built.evaluateAll(compiled, context)), byKey(engine.evaluateAll(ruleset, context)));
  }
}

const byKey = (evaluations: readonly engine.FlagEvaluation[]) =>
  new Map(evaluations.map((each) => [each.flagKey, each]));
