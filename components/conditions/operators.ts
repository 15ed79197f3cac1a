import type { ConditionValue } from "@/lib/contract/condition";
import type { Domain } from "@/lib/targeting/comparable";
import type { ComparisonKind, OperatorId, SegmentOperatorId, ValueKind } from "@/lib/targeting/index";
import { listItems } from "@/lib/targeting/words/condition-parts";

/** How a condition compares: its operator and its options. */
export interface Manner {
  readonly operator: OperatorId;
  readonly negate?: boolean | undefined;
  readonly ignore_case?: boolean | undefined;
  readonly as?: ComparisonKind | undefined;
}

interface OperatorTraits<Id extends OperatorId> {
  takes: ValueKind;
  /** Whether the value may be a list of what it takes: any of them. */
  takesSeveral?: true;
  /** Whether `ignore_case` means anything to it. */
  ignoresCase?: true;
  inSegments: Id extends SegmentOperatorId ? true : false;
}

/**
 * What a form needs to know of each operator. It repeats the engine's registry, because importing that would bring the
 * pattern engine (46 kB compressed) to pages that only show sentences. A unit test checks that the two agree.
 */
const table: { readonly [Id in OperatorId]: OperatorTraits<Id> } = {
  equals: { takes: "scalar", ignoresCase: true, inSegments: true },
  not_equals: { takes: "scalar", ignoresCase: true, inSegments: true },
  in: { takes: "list", ignoresCase: true, inSegments: true },
  not_in: { takes: "list", ignoresCase: true, inSegments: true },
  contains: { takes: "scalar", takesSeveral: true, ignoresCase: true, inSegments: true },
  not_contains: { takes: "scalar", takesSeveral: true, ignoresCase: true, inSegments: true },
  starts_with: { takes: "scalar", takesSeveral: true, ignoresCase: true, inSegments: false },
  ends_with: { takes: "scalar", takesSeveral: true, ignoresCase: true, inSegments: false },
  greater_than: { takes: "comparable", inSegments: true },
  less_than: { takes: "comparable", inSegments: true },
  regex: { takes: "pattern", takesSeveral: true, ignoresCase: true, inSegments: false },
  is_true: { takes: "none", inSegments: false },
  is_false: { takes: "none", inSegments: false },
  exists: { takes: "none", inSegments: false },
  not_exists: { takes: "none", inSegments: false },
};

// Object.keys forgets that a typed literal's keys are exactly its type's.
const ids = Object.keys(table) as OperatorId[];

/** The operator with this id; undefined when there is none. */
export const operatorOf = (id: unknown): OperatorId | undefined => ids.find((known) => known === id);

/** Which conditions are being built: a segment allows eight operators, a rule all fifteen. */
export type ConditionScope = "rule" | "segment";

/** What the operator's value must be. */
export const valueKindOf = (operator: OperatorId): ValueKind => table[operator].takes;

/** Whether the operator's value may be a list of what it takes: any of them. */
export const takesSeveral = (operator: OperatorId): boolean => table[operator].takesSeveral ?? false;

/** Whether `ignore_case` means anything to the operator. */
export const ignoresCase = (operator: OperatorId): boolean => table[operator].ignoresCase ?? false;

/** Whether an operator may stand in a segment. */
export const isInSegments = (operator: OperatorId): boolean => table[operator].inSegments;

const DATE =
  /^\d{4}-\d{2}-\d{2}(?:[Tt ][\d:.,]*(?:[Zz]|[+-][\d:]*)?)?$|^\d{8}[Tt]\d{4,6}(?:[.,]\d+)?(?:[Zz]|[+-][\d:]*)?$/;
/** A version needs three or four parts here: with fewer it could be a number. */
const VERSION = /^v?\d+(?:\.\d+){2,3}(?:[-+][\dA-Za-z.+-]+)?$/;

/** Whether text is written as a date. Whether the calendar has that day is checked by the contract. */
export const looksLikeDate = (value: ConditionValue): boolean => typeof value === "string" && DATE.test(value);

/**
 * What a condition's two sides are compared as, judged by the form of its value. Null where nothing is compared, or
 * while there is no value. The engine's own reading would bring the engine to pages that only show sentences; a unit
 * test checks that the two agree.
 */
export function domainOf({ operator, as, value }: Manner & { value: ConditionValue }): Domain | null {
  if (as === "version") return "version";
  if (valueKindOf(operator) !== "comparable" || value === null || value === "" || Array.isArray(value)) return null;
  if (as !== undefined) return as === "date" ? "instant" : "number";
  if (typeof value !== "string" || (/^\s*[+-]?[\d.]+(?:e[+-]?\d+)?\s*$/i.test(value) && !VERSION.test(value)))
    return "number";
  return looksLikeDate(value) ? "instant" : VERSION.test(value) ? "version" : null;
}

/** What a text field shows for a value. */
export function valueText(value: ConditionValue): string {
  if (value === null) return "";
  return Array.isArray(value) ? value.join(", ") : String(value);
}

/**
 * The value that a text field's text stands for. A text becomes a number only when the number would be shown as the
 * same text, so that "1." and "007" stay what was typed.
 */
export function valueFromText(text: string, kind: ValueKind): ConditionValue {
  if (kind === "comparable" && text !== "" && String(Number(text)) === text && Number.isFinite(Number(text))) {
    return Number(text);
  }
  return text;
}

const emptyValue: Record<ValueKind, ConditionValue> = {
  scalar: "",
  comparable: "",
  pattern: "",
  list: [],
  none: null,
};

/** The value that a new condition with this operator begins with. */
export const startingValue = (operator: OperatorId): ConditionValue => emptyValue[valueKindOf(operator)];

/** A value kept for another operator where it means the same there; else that operator's empty value. */
export function carryValue(value: ConditionValue, from: OperatorId, to: OperatorId): ConditionValue {
  const [before, after] = [valueKindOf(from), valueKindOf(to)];
  if (before === after && (!Array.isArray(value) || before === "list" || takesSeveral(to))) return value;
  if (value === null || after === "none") return emptyValue[after];
  if (after === "list") return [...listItems(value)];
  if (!Array.isArray(value) && before !== "list")
    return after === "scalar" ? value : valueFromText(valueText(value), after);
  const [first, ...others] = listItems(value);
  if (first === undefined || others.length > 0) return emptyValue[after];
  return after === "scalar" ? first : valueFromText(String(first), after);
}
