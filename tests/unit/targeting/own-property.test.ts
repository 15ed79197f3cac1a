import { describe, expect, test } from "vitest";
import { compileRuleset, evaluate } from "@/lib/targeting";
import { rulesetOf } from "./builders";

// Names of many objects, and names that every object inherits.
const names = [...Array.from({ length: 40 }, (_, index) => `name-${index}`), "constructor", "toString", "__proto__"];

function knows(context: object, attribute: string): boolean {
  const ruleset = compileRuleset(rulesetOf([{ conditions: [{ attribute, operator: "exists" }] }]));
  return evaluate(ruleset, "flag", context)?.value === true;
}

const own = (name: string) => ({ [name]: "x" });

const inheritsGetter = (name: string) => Object.create(Object.defineProperty({}, name, { get: () => "x" }));

describe("what is read", () => {
  test.each<[string, boolean, (name: string) => object]>([
    ["an object's own", true, own],
    ["that of an object without a prototype", true, (name) => Object.assign(Object.create(null), own(name))],
    ["a class instance's own", true, (name) => Object.defineProperty(new Date(), name, { value: "x" })],
    ["what is there but undefined", false, (name) => ({ [name]: undefined })],
    ["nothing at all", false, () => ({})],
    ["what an object inherits from another", false, (name) => Object.create(own(name))],
    ["what an inherited getter gives", false, inheritsGetter],
  ])(
    "what is read of an attribute, %s counts: %s, whatever its name and however many there are",
    (_, counts, contextOf) => {
      expect(names.filter((name) => knows(contextOf(name), name) !== counts)).toEqual([]);
    },
  );

  test("a context of one shape answers for itself after one of another shape did", () => {
    const shapes = Array.from({ length: 30 }, (_, index) => ({ [`first-${index}`]: 1 }));
    const attribute = "shared";
    const ruleset = compileRuleset(rulesetOf([{ conditions: [{ attribute, operator: "equals", value: "7" }] }]));
    for (let round = 0; round < 300; round += 1) {
      const answers = shapes.map((shape, index) => evaluate(ruleset, "flag", { ...shape, [attribute]: index })?.value);
      expect(answers.indexOf(true)).toBe(7);
      expect(answers.lastIndexOf(true)).toBe(7);
      expect(evaluate(ruleset, "flag", Object.create({ [attribute]: 7 }))?.value).toBe(false);
    }
  });

  test("what every object comes to inherit later is not taken for an attribute of its own", () => {
    const attribute = "inherited-later";
    const ruleset = compileRuleset(rulesetOf([{ conditions: [{ attribute, operator: "exists" }] }]));
    const knowsIt = (context: object) => evaluate(ruleset, "flag", context)?.value;
    expect(knowsIt({})).toBe(false);
    try {
      Object.defineProperty(Object.prototype, attribute, { value: "x", configurable: true });
      expect([knowsIt({}), knowsIt({ other: 1 }), knowsIt(own(attribute))]).toEqual([false, false, true]);
    } finally {
      Reflect.deleteProperty(Object.prototype, attribute);
    }
  });
});
