import { describe, expect, it } from "vitest";
import { extend, NOTHING, selectAll, toggle } from "@/components/ui/list/selection";

const shown = ["a", "b", "c", "d", "e"];
const ids = ({ ids }: { ids: ReadonlySet<string> }) => [...ids].sort();

describe("selection of rows", () => {
  it("several rows are selected one by one, and let go by the same", () => {
    const two = toggle(toggle(NOTHING, "b"), "d");
    expect(ids(two)).toEqual(["b", "d"]);
    expect(ids(toggle(two, "b"))).toEqual(["d"]);
  });

  it("several rows are selected from the last one to the pressed one, in the order on the screen, upwards too", () => {
    expect(ids(extend(toggle(NOTHING, "b"), shown, "d"))).toEqual(["b", "c", "d"]);
    expect(ids(extend(toggle(NOTHING, "d"), shown, "b"))).toEqual(["b", "c", "d"]);
    expect(ids(extend(extend(toggle(NOTHING, "c"), shown, "d"), shown, "a"))).toEqual(["a", "b", "c", "d"]);
  });

  it("several rows are selected alone, where the last one is no longer shown or there is none", () => {
    expect(ids(extend(toggle(NOTHING, "gone"), shown, "c"))).toEqual(["c", "gone"]);
    expect(ids(extend(NOTHING, shown, "c"))).toEqual(["c"]);
  });

  it("several rows are selected all at once", () => expect(ids(selectAll(shown))).toEqual(shown));
});
