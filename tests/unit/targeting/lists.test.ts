import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CompiledRuleset, compileInSteps, compileRuleset, evaluate, splitList } from "@/lib/targeting";
import { RulesetLists } from "@/lib/targeting/lists";
import { rulesetOf } from "./builders";

const idArbitrary = fc.oneof(
  fc.nat({ max: 400 }).map((id) => `user-${id}`),
  fc.constantFrom("", "__proto__", "😀", "\ud83d", "é"),
);
const listArbitrary = fc.array(idArbitrary, { minLength: 90, maxLength: 250 });

describe("long lists", () => {
  test("hold exactly their own items, whatever other lists share or repeat", () => {
    fc.assert(
      fc.property(fc.array(listArbitrary, { minLength: 1, maxLength: 5 }), fc.array(idArbitrary), (all, ids) => {
        const lists = new RulesetLists();
        const sets = all.map((list) => lists.setOf(list, list));
        for (const _step of lists.fill());
        for (const id of ids) expect(sets.map((set) => set.has(id))).toEqual(all.map((list) => list.includes(id)));
      }),
    );
  });

  test("are the ruleset's own: changing the list that was given changes no answer", () => {
    const value = Array.from({ length: 200 }, (_, index) => `user-${index}`);
    const ruleset = compileRuleset(rulesetOf([{ conditions: [{ attribute: "id", operator: "in", value }] }]));
    value.fill("nobody");
    expect(evaluate(ruleset, "flag", { id: "user-7" })?.value).toBe(true);
    expect(evaluate(ruleset, "flag", { id: "nobody" })?.value).toBe(false);
  });

  test("answer through every operator, list attribute and number alike", () => {
    const value = Array.from({ length: 200 }, (_, index) => index * 2);
    const answer = (operator: string, id: unknown) =>
      evaluate(compileRuleset(rulesetOf([{ conditions: [{ attribute: "id", operator, value }] }])), "flag", { id })
        ?.value;
    expect([answer("in", 8), answer("in", "8"), answer("in", [7, 8]), answer("in", 7), answer("in", null)]).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect([answer("not_in", 7), answer("not_in", [7]), answer("not_in", [7, 8]), answer("not_in", null)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("a ruleset that follows another", () => {
  const idsFrom = (first: number, count: number) =>
    Array.from({ length: count }, (_, index) => `user-${first + index}`);
  const segmentOf = (id: string, value: unknown) => ({
    id,
    match_type: "all",
    rules: [{ key: "id", operator: "in", value }],
  });
  const one = segmentOf("one", idsFrom(0, 300));
  const other = segmentOf("other", idsFrom(200, 300).join(","));
  const linking = (segmentId: string, fields = {}) => ({ segment_id: segmentId, value: `in ${segmentId}`, ...fields });
  const answers = (ruleset: CompiledRuleset) => idsFrom(0, 700).map((id) => evaluate(ruleset, "flag", { id })?.value);

  test.each([
    ["with other rules", rulesetOf([linking("other"), linking("one")], [one, other])],
    [
      "with a long list in a rule",
      rulesetOf([{ conditions: [{ attribute: "id", operator: "not_in", value: idsFrom(5, 400) }] }], [one, other]),
    ],
    ["with its segments in another order", rulesetOf([linking("one")], [other, one])],
    ["with a segment less", rulesetOf([linking("other"), linking("one")], [other])],
    ["with another list in a segment", rulesetOf([linking("one")], [segmentOf("one", idsFrom(600, 150)), other])],
    ["with the same list in another segment", rulesetOf([linking("one")], [{ ...other, id: "one" }, one])],
    ["with a list that became short", rulesetOf([linking("one")], [segmentOf("one", ["user-3"]), other])],
  ])("%s answers as if it came first", (_name, next) => {
    const first = compileRuleset(rulesetOf([linking("one"), linking("other")], [one, other]));
    const expected = answers(compileRuleset(next));
    const second = compileRuleset(next, { previous: first });
    expect(answers(second)).toEqual(expected);
    expect(answers(compileRuleset(next, { previous: second }))).toEqual(expected);
    expect(new Set(answers(first))).toEqual(new Set(["in one", "in other", false]));
  });

  test("with the same segments does not work through their ids again", () => {
    const segments = [segmentOf("one", idsFrom(0, 200_000))];
    const steps = (previous?: CompiledRuleset): [number, CompiledRuleset] => {
      const generator = compileInSteps(rulesetOf([linking("one")], segments), { previous });
      for (let count = 1; ; count += 1) {
        const step = generator.next();
        if (step.done) return [count, step.value];
      }
    };
    const [whole, first] = steps();
    const [again, second] = steps(first);
    expect(whole).toBeGreaterThan(10);
    expect(again).toBeLessThan(5);
    expect(evaluate(second, "flag", { id: "user-199999" })?.value).toBe("in one");
  });
});

test("a comma-separated list loses white space around its items, and empty items", () => {
  expect(splitList(" US, CA ,,new york\n,")).toEqual(["US", "CA", "new york"]);
  expect(splitList("")).toEqual([]);
});
