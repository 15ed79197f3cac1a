import type { ConditionValue, RuleCondition, SegmentCondition } from "@/lib/contract/condition";
import type { RuleElement, SegmentElement } from "@/lib/contract/condition-elements";
import type { ComparisonKind, OperatorId, SegmentOperatorId } from "@/lib/targeting";
import { type ElementInput, type GroupKind, groupOf, mapConditions, readElement } from "@/lib/targeting/element";
import { startingValue } from "./operators";

/**
 * A condition while it is edited. `rowId` tells rows apart and exists nowhere but in the form; everything else is what
 * the wire holds, so that a condition nobody touched is sent back as it came.
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

export interface GroupDraft {
  readonly rowId: string;
  readonly group: GroupKind;
  readonly elements: readonly ElementDraft[];
}

/** Empty: no segment is chosen yet. */
export interface ReferenceDraft {
  readonly rowId: string;
  readonly segment: string;
}

/** What stands in a list of conditions while it is edited. */
export type ElementDraft = ConditionDraft | GroupDraft | ReferenceDraft;

/** A condition in which nothing is filled in. */
export const newCondition = (rowId: string): ConditionDraft => ({
  rowId,
  attribute: "",
  operator: "equals",
  value: startingValue("equals"),
});

type NewRowId = () => string;

function toDraft(element: ElementInput<RuleCondition>, newRowId: NewRowId): ElementDraft {
  const read = readElement(element);
  const rowId = newRowId();
  switch (read.type) {
    case "condition":
      return { rowId, ...read.condition };
    case "segment":
      return { rowId, segment: read.segmentId };
    case "group":
      return { rowId, group: read.kind, elements: read.elements.map((each) => toDraft(each, newRowId)) };
  }
}

/** The element that a draft says. */
function draftToElement(draft: ElementDraft): ElementInput<RuleCondition> {
  if ("group" in draft) return groupOf(draft.group, draft.elements.map(draftToElement));
  const { rowId: _, ...element } = draft;
  return element;
}

export const ruleElementsToDrafts = (elements: readonly RuleElement[], newRowId: NewRowId): ElementDraft[] =>
  elements.map((element) => toDraft(element, newRowId));

// What the form makes of the wire's elements has the same shape, in lists that are only read.
export const draftsToRuleElements = (drafts: readonly ElementDraft[]): RuleElement[] =>
  drafts.map(draftToElement) as RuleElement[];

export const segmentElementsToDrafts = (elements: readonly SegmentElement[], newRowId: NewRowId): ElementDraft[] =>
  mapConditions<SegmentCondition, RuleCondition>(elements, ({ key, ...asked }) => ({ attribute: key, ...asked })).map(
    (element) => toDraft(element, newRowId),
  );

/** An operator that segments lack is passed on as it is: the contract refuses it and says why. */
export const draftsToSegmentElements = (drafts: readonly ElementDraft[]): SegmentElement[] =>
  mapConditions<RuleCondition, SegmentCondition>(drafts.map(draftToElement), ({ attribute, operator, ...asked }) => ({
    key: attribute,
    operator: operator as SegmentOperatorId,
    ...asked,
  })) as SegmentElement[];

/** Whether two drafts say the same. Forms copy what they hold, so being the same object says nothing. */
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
