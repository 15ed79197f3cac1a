import fc from "fast-check";
import { expect, test } from "vitest";
import { ConditionCompiler } from "@/lib/targeting/condition";

// Few characters, and those that a key is written with: so that keys often come close.
const textArbitrary = fc.string({ unit: fc.constantFrom(...'1239 ",-~[]ae'), maxLength: 14 });
const partArbitrary = fc.oneof(textArbitrary, fc.integer({ min: -2, max: 20 }), fc.boolean(), fc.constant(null));
const optionArbitrary = fc.option(fc.oneof(fc.boolean(), textArbitrary), { nil: undefined });
const conditionArbitrary = fc.record({
  name: textArbitrary,
  written: fc.record({
    operator: fc.oneof(fc.constantFrom("equals", "in", "contains"), textArbitrary),
    value: fc.oneof(partArbitrary, fc.constant(undefined), fc.array(partArbitrary, { maxLength: 4 })),
    negate: optionArbitrary,
    ignore_case: optionArbitrary,
    as: optionArbitrary,
  }),
});

test("conditions are shared only by those that say the same", () => {
  fc.assert(
    fc.property(fc.array(conditionArbitrary, { minLength: 2, maxLength: 30 }), (conditions) => {
      const compiler = new ConditionCompiler();
      for (const { name, written } of conditions) {
        const compiled = compiler.compile(name, written);
        expect({ name: compiled.name, written: compiled.written }).toEqual({ name, written });
      }
    }),
    { numRuns: 1000 },
  );
});

test("texts that run into the lengths before them are not taken for one another", () => {
  const compiler = new ConditionCompiler();
  const one = { name: "4", written: { operator: "equals", value: '"2in---"1x' } };
  const other = { name: '"6equals---"10', written: { operator: "in", value: "x" } };
  const compiled = [one, other, one].map(({ name, written }) => compiler.compile(name, written));
  expect(compiled.map(({ name }) => name)).toEqual([one.name, other.name, one.name]);
  expect(compiled[2]).toBe(compiled[0]);
});
