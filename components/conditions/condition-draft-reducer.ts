import type { ConditionValue } from "@/lib/contract/condition";
import { carryValue, startingValue } from "./condition-value";
import type { ConditionDraft } from "./draft";
import type { Manner } from "./operators";

export type ConditionAction =
  | { type: "added"; rowId: string }
  | { type: "removed"; rowId: string }
  | { type: "attribute_changed"; rowId: string; attribute: string }
  /** Another operator, or other options of it. */
  | { type: "manner_changed"; rowId: string; manner: Manner }
  | { type: "value_changed"; rowId: string; value: ConditionValue };

/** Every edit of the condition builder, outside React. Rows that an action does not name stay the same objects. */
export function reduceConditions(
  drafts: readonly ConditionDraft[],
  action: ConditionAction,
): readonly ConditionDraft[] {
  switch (action.type) {
    case "added":
      return [...drafts, newCondition(action.rowId)];
    case "removed":
      return drafts.filter(({ rowId }) => rowId !== action.rowId);
    case "attribute_changed":
      return changeRow(drafts, action.rowId, (draft) => ({ ...draft, attribute: action.attribute }));
    case "manner_changed": {
      const { operator: next, negate, ignore_case, as } = action.manner;
      // Options that are off are left out, as the API leaves them out.
      return changeRow(drafts, action.rowId, ({ rowId, attribute, operator, value }) => ({
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
      return changeRow(drafts, action.rowId, (draft) => ({ ...draft, value: action.value }));
  }
}

export const newCondition = (rowId: string): ConditionDraft => ({
  rowId,
  attribute: "",
  operator: "equals",
  value: startingValue("equals"),
});

const changeRow = (
  drafts: readonly ConditionDraft[],
  rowId: string,
  change: (draft: ConditionDraft) => ConditionDraft,
): readonly ConditionDraft[] => drafts.map((draft) => (draft.rowId === rowId ? change(draft) : draft));
