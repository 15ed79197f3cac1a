import { expect, it } from "vitest";
import type { ElementDraft } from "@/components/conditions/draft";
import { courseOf } from "@/components/conditions/draft-tree";

const row = (rowId: string): ElementDraft => ({ rowId, attribute: "plan", operator: "equals", value: "pro" });

it("a dragged row's places are called by the numbers that are on the screen when it is lifted", () => {
  const drafts = [row("a"), { rowId: "g", group: "any" as const, elements: [row("b"), row("c")] }, row("d")];
  const course = courseOf(drafts, "b");
  expect(course.name).toBe("condition 2.1");
  expect(course.places.map(({ words }) => words)).toEqual([
    "first",
    "after condition 1",
    "first in group 2",
    "after condition 2.2 in group 2",
    "after group 2",
    "after condition 3",
  ]);
  // A group cannot be moved into itself.
  const ofGroup = courseOf(drafts, "g");
  expect(ofGroup.name).toBe("group 2");
  expect(ofGroup.places.map(({ words }) => words)).toEqual(["first", "after condition 1", "after condition 3"]);
});
