import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MoveTarget, moveInOrder } from "@/components/rules/order/order-moves";

const order = ["a", "b", "c", "d"];
const anyOrder = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 12 });

describe("moveInOrder", () => {
  it.each([
    ["c", "top", "cabd"],
    ["c", "up", "acbd"],
    ["b", "down", "acbd"],
    ["b", "bottom", "acdb"],
    ["a", { positionOf: "c" }, "bcad"],
    ["d", { positionOf: "b" }, "adbc"],
  ] as [string, MoveTarget, string][])("moveInOrder moves %s to %j", (id, target, expected) => {
    expect(moveInOrder(order, id, target).join("")).toBe(expected);
  });

  it.each([
    ["a", "up"],
    ["a", "top"],
    ["d", "down"],
    ["d", "bottom"],
    ["b", { positionOf: "b" }],
    ["b", { positionOf: "gone" }],
    ["gone", "top"],
    ["gone", { positionOf: "a" }],
  ] as [string, MoveTarget][])(
    "moveInOrder gives back the same list when moving %s to %j changes nothing",
    (id, target) => {
      expect(moveInOrder(order, id, target)).toBe(order);
    },
  );

  it("moveInOrder keeps everything, and the others in their order", () => {
    fc.assert(
      fc.property(anyOrder, fc.nat(), fc.nat(), (ids, from, to) => {
        const [id = "", positionOf = ""] = [ids[from % ids.length], ids[to % ids.length]];
        const moved = moveInOrder(ids, id, { positionOf });
        expect(moved.indexOf(id)).toBe(ids.indexOf(positionOf));
        expect(moved.filter((other) => other !== id)).toEqual(ids.filter((other) => other !== id));
        expect(moved).toHaveLength(ids.length);
      }),
    );
  });
});
