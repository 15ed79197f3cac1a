import type { ConditionValue, RuleCondition, SegmentCondition } from "@/lib/contract/condition";
import type { ComparisonKind, OperatorId, SegmentOperatorId } from "@/lib/targeting";

/**
 * A condition while it is edited. `rowId` identifies a row within the form. All other fields are as on the wire, so
 * that a condition nobody touched is sent back unchanged.
 */
export interface ConditionDraft {
  readonly rowId: string;
  readonly attribute: string;
  readonly operator: OperatorId;
  readonly value: ConditionValue;
  readonly negate?: boolean | undefined;
  readonly ignore_case?: boolean | undefined;
  readonly as?: ComparisonKind | undefined;
}

type NewRowId = () => string;

export const ruleConditionsToDrafts = (conditions: readonly RuleCondition[], newRowId: NewRowId): ConditionDraft[] =>
  conditions.map((condition) => ({ rowId: newRowId(), ...condition }));

export const draftsToRuleConditions = (drafts: readonly ConditionDraft[]): RuleCondition[] =>
  drafts.map(({ rowId: _, ...condition }) => condition);

export const segmentConditionsToDrafts = (
  conditions: readonly SegmentCondition[],
  newRowId: NewRowId,
): ConditionDraft[] => conditions.map(({ key, ...asked }) => ({ rowId: newRowId(), attribute: key, ...asked }));

/** An operator that segments lack is passed on: the contract refuses it and says why. */
export const draftsToSegmentConditions = (drafts: readonly ConditionDraft[]): SegmentCondition[] =>
  drafts.map(({ rowId: _, attribute, operator, ...asked }) => ({
    key: attribute,
    operator: operator as SegmentOperatorId,
    ...asked,
  }));

/** Whether two drafts are equal. Forms copy their values, so object identity does not tell. */
export const isSameDraft = (one: ConditionDraft, other: ConditionDraft): boolean =>
  one.rowId === other.rowId &&
  one.attribute === other.attribute &&
  one.operator === other.operator &&
  one.negate === other.negate &&
  one.ignore_case === other.ignore_case &&
  one.as === other.as &&
  isSameValue(one.value, other.value);

const isSameValue = (one: ConditionValue, other: ConditionValue): boolean =>
  one === other ||
  (Array.isArray(one) &&
    Array.isArray(other) &&
    one.length === other.length &&
    one.every((item, index) => item === other[index]));
