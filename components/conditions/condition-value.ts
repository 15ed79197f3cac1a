import type { ConditionValue } from "@/lib/contract/condition";
import type { OperatorId, ValueKind } from "@/lib/targeting";
import type { Domain } from "@/lib/targeting/comparable";
import { listItems } from "@/lib/targeting/condition-parts";
import { type Manner, takesSeveral, valueKindOf } from "./operators";

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
