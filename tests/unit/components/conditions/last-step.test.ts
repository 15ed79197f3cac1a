import { describe, expect, it } from "vitest";
import { type ConditionAction, lastStep, reduceConditions, stands } from "@/components/conditions/condition-edits";
import type { ElementDraft } from "@/components/conditions/draft";

const row = (rowId: string): ElementDraft => ({ rowId, attribute: "plan", operator: "equals", value: "pro" });
const drafts = [row("a"), { rowId: "g", group: "any" as const, elements: [row("b"), row("c")] }];
const stepOf = (action: ConditionAction) => lastStep(drafts, action, reduceConditions(drafts, action));

describe("what can be taken back among conditions", () => {
  it.each<[ConditionAction, string]>([
    [{ type: "removed", rowId: "c" }, "Removed condition 2.2"],
    [{ type: "grouped", rowId: "a", groupId: "h", newRowId: "n" }, "Put condition 1 in a group"],
    [{ type: "taken_apart", rowId: "g" }, "Took group 2 apart"],
    [{ type: "moved", rowId: "b", by: -1 }, "Moved condition 2.1"],
    [{ type: "placed", rowId: "a", place: { groupId: "g", index: 0 } }, "Moved condition 1"],
  ])(
    "what can be taken back among conditions is a change of how the rows stand, with all that it touched: %o",
    (action, words) => {
      const step = stepOf(action);
      expect(step).toMatchObject({ words, before: drafts });
      expect(step && stands(step, reduceConditions(drafts, action))).toBe(true);
    },
  );

  it("what can be taken back among conditions is not what a row says, which its field undoes", () => {
    expect(stepOf({ type: "attribute_changed", rowId: "a", attribute: "country" })).toBeNull();
    expect(stepOf({ type: "kind_changed", rowId: "g", group: "none" })).toBeNull();
  });

  it("what can be taken back among conditions is over when the form was read anew: its rows are others", () => {
    const step = stepOf({ type: "removed", rowId: "c" });
    expect(step && stands(step, [row("x"), row("y")])).toBe(false);
  });
});
