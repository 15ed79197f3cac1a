import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareLists, type Listed, moveInOrder } from "@/components/rules/order/order-moves";

const list = (ids: string, version = "1"): Listed[] => [...ids].map((id) => ({ id, version }));
const none = { added: [], removed: [], moved: [], edited: [] };

describe("compareLists", () => {
  it("compareLists finds nothing between equal lists", () => {
    expect(compareLists(list("abcd"), list("abcd"))).toEqual(none);
  });

  it("compareLists names what was added, removed and edited", () => {
    const after = [...list("a", "2"), ...list("xc")];
    expect(compareLists(list("abc"), after)).toEqual({ ...none, added: ["x"], removed: ["b"], edited: ["a"] });
  });

  it("compareLists blames the one that moved, and not those that made room", () => {
    expect(compareLists(list("abcdef"), list("bcdefa")).moved).toEqual(["a"]);
    expect(compareLists(list("abcdef"), list("fabcde")).moved).toEqual(["f"]);
  });

  it("compareLists names at most one rule for any single move", () => {
    const anyIds = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(anyIds, fc.nat(), fc.nat(), (ids, from, to) => {
        const [id = "", positionOf = ""] = [ids[from % ids.length], ids[to % ids.length]];
        const listed = (order: readonly string[]) => order.map((each) => ({ id: each, version: "1" }));
        const { moved } = compareLists(listed(ids), listed(moveInOrder(ids, id, { positionOf })));
        expect(moved.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("compareLists leaves only what did not move in its old order", () => {
    const anyIds = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 12 });
    const shuffled = anyIds.chain((ids) =>
      fc.tuple(fc.constant(ids), fc.shuffledSubarray(ids, { minLength: ids.length })),
    );
    fc.assert(
      fc.property(shuffled, ([before, after]) => {
        const listed = (order: readonly string[]) => order.map((id) => ({ id, version: "1" }));
        const moved = new Set(compareLists(listed(before), listed(after)).moved);
        const still = (order: readonly string[]) => order.filter((id) => !moved.has(id));
        expect(still(after)).toEqual(still(before));
      }),
    );
  });
});
