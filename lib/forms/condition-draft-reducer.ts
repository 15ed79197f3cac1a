import type { ConditionValue } from "@/lib/contract/condition";
import type { OperatorId } from "@/lib/targeting";
import type { ConditionDraft } from "./condition-draft";
import { carryValue, startingValue } from "./condition-value";

export type ConditionAction =
  | { type: "added"; rowId: string }
  | { type: "removed"; rowId: string }
  | { type: "attribute_changed"; rowId: string; attribute: string }
  | { type: "operator_changed"; rowId: string; operator: OperatorId }
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
    case "operator_changed":
      // How it compares belongs to the operator, and another one may not know it.
      return changeRow(drafts, action.rowId, ({ rowId, attribute, operator, value }) => ({
        rowId,
        attribute,
        operator: action.operator,
        value: carryValue(value, operator, action.operator),
      }));
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
