import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MoveTarget, moveInOrder, withHidden } from "@/components/rules/order/order-moves";

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
  ] as [string, MoveTarget, string][])("moves %s to %j", (id, target, expected) => {
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
  ] as [string, MoveTarget][])("gives back the same list when moving %s to %j changes nothing", (id, target) => {
    expect(moveInOrder(order, id, target)).toBe(order);
  });

  it("keeps everything, and the others in their order", () => {
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

describe("withHidden", () => {
  it("puts what is hidden back behind the one that it followed", () => {
    expect(withHidden(["c", "a", "d"], order).join("")).toBe("cabd");
    expect(withHidden(["d", "c"], order).join("")).toBe("abdc");
  });

  it("names everything once, and leaves the shown in the order shown", () => {
    fc.assert(
      fc.property(anyOrder, fc.func(fc.boolean()), (ids, isShown) => {
        const shown = ids.filter((id) => isShown(id)).reverse();
        const merged = withHidden(shown, ids);
        expect([...merged].sort()).toEqual([...ids].sort());
        expect(merged.filter((id) => shown.includes(id))).toEqual(shown);
      }),
    );
  });

  it("changes nothing when the order shown is the old one", () => {
    fc.assert(
      fc.property(anyOrder, fc.func(fc.boolean()), (ids, isShown) => {
        expect(
          withHidden(
            ids.filter((id) => isShown(id)),
            ids,
          ),
        ).toEqual(ids);
      }),
    );
  });
});
