import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type CompiledRuleset,
  compileInSteps,
  compileRuleset,
  evaluate,
  evaluateAll,
  explain,
  RulesetBuilder,
} from "@/lib/targeting";
import { withRules } from "@/lib/targeting/compile";
import { contextArbitrary, rulesetArbitrary } from "./arbitraries";
import { rulesetOf } from "./builders";

function allOf<T>(steps: Generator<undefined, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

test("a rule is compiled in as many steps as it has conditions with patterns, and decides the same", () => {
  const conditions = Array.from({ length: 40 }, (_, at) => ({
    attribute: "a",
    operator: "regex",
    value: `${at % 10}`,
  }));
  const input = rulesetOf([{ conditions }]);
  const steps = compileInSteps(withRules(input));
  let count = 0;
  let step = steps.next();
  for (; !step.done; step = steps.next()) count += 1;
  expect(count).toBeGreaterThanOrEqual(conditions.length);
  for (const a of ["0123456789", "012"]) {
    expect(evaluate(step.value, "flag", { a })).toEqual(evaluate(compileRuleset(input), "flag", { a }));
  }
});

test("rulesets that are built piece by piece, and at the same time, answer as those that are compiled at once", () => {
  const piecesArbitrary = fc.array(fc.nat(3), { minLength: 1 });
  const contexts = fc.array(contextArbitrary, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(rulesetArbitrary, rulesetArbitrary, piecesArbitrary, contexts, (one, other, pieces, people) => {
      const first = new RulesetBuilder();
      const builders = [first, new RulesetBuilder(undefined, first.parts)];
      const inputs = [one, other].map((input) => ({ ...input, segments: one.segments }));
      const sources = inputs.map(withRules);
      for (const builder of builders) for (const segment of one.segments) allOf(builder.addSegments([segment]));
      const queues = sources.map(({ flags }) => [...flags]);
      for (let at = 0; queues.some(({ length }) => length > 0); at += 1) {
        const size = 1 + (pieces[at % pieces.length] ?? 0);
        for (const [index, builder] of builders.entries())
          allOf(builder.addFlags(queues[index]?.splice(0, size) ?? []));
      }
      const built: CompiledRuleset[] = builders.map((builder) => allOf(builder.build()));
      for (const context of people) {
        for (const [index, input] of inputs.entries()) {
          const [ruleset, afresh] = [built[index], compileRuleset(input)];
          if (ruleset === undefined) throw new Error("There are two");
          expect(evaluateAll(ruleset, context)).toEqual(evaluateAll(afresh, context));
          for (const { key } of input.flags) {
            expect(explain(ruleset, key, context)).toEqual(explain(afresh, key, context));
          }
        }
      }
    }),
    { numRuns: 100 },
  );
});
