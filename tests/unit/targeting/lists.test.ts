import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileRuleset, evaluate, splitList } from "@/lib/targeting";
import { RulesetLists } from "@/lib/targeting/lists";
import { rulesetOf } from "./builders";

const idArbitrary = fc.oneof(
  fc.nat({ max: 400 }).map((id) => `user-${id}`),
  fc.constantFrom("", "__proto__", "😀", "\ud83d", "é"),
);
const listArbitrary = fc.array(idArbitrary, { minLength: 90, maxLength: 250 });

describe("long lists", () => {
  test("long lists hold exactly their own items, whatever other lists share or repeat", () => {
    fc.assert(
      fc.property(fc.array(listArbitrary, { minLength: 1, maxLength: 5 }), fc.array(idArbitrary), (all, ids) => {
        const lists = new RulesetLists();
        const sets = all.map((list) => lists.setOf(list));
        for (const _step of lists.fill());
        for (const id of ids) expect(sets.map((set) => set.has(id))).toEqual(all.map((list) => list.includes(id)));
      }),
    );
  });

  test("long lists are the ruleset's own: changing the list that was given changes no answer", () => {
    const value = Array.from({ length: 200 }, (_, index) => `user-${index}`);
    const ruleset = compileRuleset(rulesetOf([{ conditions: [{ attribute: "id", operator: "in", value }] }]));
    value.fill("nobody");
    expect(evaluate(ruleset, "flag", { id: "user-7" })?.value).toBe(true);
    expect(evaluate(ruleset, "flag", { id: "nobody" })?.value).toBe(false);
  });

  test("long lists answer through every operator, list attribute and number alike", () => {
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

test("a comma-separated list loses white space around its items, and empty items", () => {
  expect(splitList(" US, CA ,,new york\n,")).toEqual(["US", "CA", "new york"]);
  expect(splitList("")).toEqual([]);
});
