import type { ConditionValue } from "@/lib/contract/condition";
import type { GroupKind } from "@/lib/targeting/element";
import type { ConditionDraft, ElementDraft } from "./draft";
import { moveRow, placeRow, removeRow, replaceRow, type Spot } from "./draft-tree";
import { carryValue, type Manner, startingValue } from "./operators";

export type ConditionAction =
  /** A new row at the end of a group, or of the whole (null). */
  | { type: "added"; rowId: string; what: "condition" | "segment"; groupId: string | null }
  | { type: "removed"; rowId: string }
  | { type: "attribute_changed"; rowId: string; attribute: string }
  /** Another operator, or other options of it. */
  | { type: "manner_changed"; rowId: string; manner: Manner }
  | { type: "value_changed"; rowId: string; value: ConditionValue }
  | { type: "segment_chosen"; rowId: string; segment: string }
  /** The row and a new one beside it become a group of which any holds. */
  | { type: "grouped"; rowId: string; groupId: string; newRowId: string }
  | { type: "kind_changed"; rowId: string; group: GroupKind }
  /** A group's elements take its place. */
  | { type: "taken_apart"; rowId: string }
  | { type: "moved"; rowId: string; by: -1 | 1 }
  /** Dropped in a place of its `placesOf`. */
  | { type: "placed"; rowId: string; place: Spot };

type Drafts = readonly ElementDraft[];

/** Every edit of the condition builder, outside React. Rows that an action does not name stay the same objects. */
export function reduceConditions(drafts: Drafts, action: ConditionAction): Drafts {
  const { rowId } = action;
  switch (action.type) {
    case "added": {
      const row = action.what === "condition" ? newCondition(rowId) : { rowId, segment: "" };
      if (action.groupId === null) return [...drafts, row];
      return replaceRow(drafts, action.groupId, (group) =>
        "group" in group ? [{ ...group, elements: [...group.elements, row] }] : [group],
      );
    }
    case "removed":
      return removeRow(drafts, rowId);
    case "attribute_changed":
      return changeCondition(drafts, rowId, (draft) => ({ ...draft, attribute: action.attribute }));
    case "manner_changed": {
      const { operator: next, negate, ignore_case, as } = action.manner;
      // Options that are off are left out, as the API leaves them out.
      return changeCondition(drafts, rowId, ({ attribute, operator, value }) => ({
        rowId,
        attribute,
        operator: next,
        value: carryValue(value, operator, next),
        ...(negate && { negate }),
        ...(ignore_case && { ignore_case }),
        ...(as && { as }),
      }));
    }
    case "value_changed":
      return changeCondition(drafts, rowId, (draft) => ({ ...draft, value: action.value }));
    case "segment_chosen":
      return replaceRow(drafts, rowId, () => [{ rowId, segment: action.segment }]);
    case "grouped": {
      const { groupId, newRowId } = action;
      return replaceRow(drafts, rowId, (draft) => [
        { rowId: groupId, group: "any", elements: [draft, newCondition(newRowId)] },
      ]);
    }
    case "kind_changed":
      return replaceRow(drafts, rowId, (draft) => ["group" in draft ? { ...draft, group: action.group } : draft]);
    case "taken_apart":
      return replaceRow(drafts, rowId, (draft) => ("group" in draft ? draft.elements : [draft]));
    case "moved":
      return moveRow(drafts, rowId, action.by);
    case "placed":
      return placeRow(drafts, rowId, action.place);
  }
}

export const newCondition = (rowId: string): ConditionDraft => ({
  rowId,
  attribute: "",
  operator: "equals",
  value: startingValue("equals"),
});

const changeCondition = (drafts: Drafts, rowId: string, change: (draft: ConditionDraft) => ConditionDraft): Drafts =>
  replaceRow(drafts, rowId, (draft) => ["operator" in draft ? change(draft) : draft]);
