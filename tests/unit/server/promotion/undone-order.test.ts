import { describe, expect, test } from "vitest";
import { undoneOrder } from "@/lib/server/services/promotion/undone-order";

/** Rules by letters, at positions 1, 2, …; `3a` is a at position 3. */
const rules = (text: string) =>
  text.split(" ").flatMap((word, index) => {
    const [, position, id] = /^(\d*)([a-z])$/.exec(word) ?? [];
    return id === undefined ? [] : [{ id, position: position === "" ? index + 1 : Number(position) }];
  });

const undone = (before: string, after: string, current: string) =>
  undoneOrder(rules(before), rules(after), rules(current));

describe("undone changes of a list", () => {
  test.each([
    ["as before, gaps and all", "2a 5b", "b a c", "b a c", "2a 5b"],
    ["without those that were deleted since", "2a 5b 9c", "c b a", "c a", "2a 9c"],
    ["with those that came since after all that stands before them", "a b c", "c b d", "c b x d y", "a b c x y"],
    ["with one that came first at the front", "a b", "b a", "x b a", "x a b"],
    ["in an order that was made since, what comes back after all that stood before it", "a b c", "a c", "c a", "c a b"],
    ["as they are where nothing is to come or go in such an order", "a b", "b a", "4a 7b", "4a 7b"],
  ])("where rules stand when a change of their list is taken back: %s", (_what, before, after, current, expected) => {
    expect(undone(before, after, current)).toEqual(rules(expected));
  });

  test("where rules stand is found in a time that grows with the list", () => {
    const many = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => ({ id: `rule ${from + index}`, position: index + 1 }));
    const result = undoneOrder(many(0, 10_000), many(5_000, 10_000), many(5_000, 15_000).reverse());
    expect(result).toHaveLength(15_000);
  });
});
