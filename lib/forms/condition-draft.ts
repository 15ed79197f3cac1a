import type { ConditionValue, RuleCondition, SegmentCondition } from "@/lib/contract/condition";
import type { OperatorId, SegmentOperatorId } from "@/lib/targeting";

/**
 * A condition while it is edited. `rowId` tells rows apart and exists nowhere but in the form; everything else is what
 * the wire holds, so that a condition nobody touched is sent back as it came.
 */
export interface ConditionDraft {
  readonly rowId: string;
  readonly attribute: string;
  readonly operator: OperatorId;
  readonly value: ConditionValue;
}

type NewRowId = () => string;

export const ruleConditionsToDrafts = (conditions: readonly RuleCondition[], newRowId: NewRowId): ConditionDraft[] =>
  conditions.map(({ attribute, operator, value }) => ({ rowId: newRowId(), attribute, operator, value }));

export const draftsToRuleConditions = (drafts: readonly ConditionDraft[]): RuleCondition[] =>
  drafts.map(({ attribute, operator, value }) => ({ attribute, operator, value }));

export const segmentConditionsToDrafts = (
  conditions: readonly SegmentCondition[],
  newRowId: NewRowId,
): ConditionDraft[] =>
  conditions.map(({ key, operator, value }) => ({ rowId: newRowId(), attribute: key, operator, value }));

/** An operator that segments lack is passed on as it is: the contract refuses it and says why. */
export const draftsToSegmentConditions = (drafts: readonly ConditionDraft[]): SegmentCondition[] =>
  drafts.map(({ attribute, operator, value }) => ({ key: attribute, operator: operator as SegmentOperatorId, value }));

/** Whether two drafts say the same. Forms copy what they hold, so being the same object says nothing. */
export const isSameDraft = (one: ConditionDraft, other: ConditionDraft): boolean =>
  one.rowId === other.rowId &&
  one.attribute === other.attribute &&
  one.operator === other.operator &&
  isSameValue(one.value, other.value);

const isSameValue = (one: ConditionValue, other: ConditionValue): boolean =>
  one === other ||
  (Array.isArray(one) &&
    Array.isArray(other) &&
    one.length === other.length &&
    one.every((item, index) => item === other[index]));
