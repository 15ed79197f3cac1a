import type { ConditionValue } from "@/lib/contract/condition";
import type { OperatorId, ValueKind } from "@/lib/targeting";
import { boundOf } from "@/lib/targeting/comparable";
import { splitList } from "@/lib/targeting/written-list";
import { type Domain, type Manner, takesSeveral, valueKindOf } from "./operators";

type Scalar = string | number | boolean;

const DATE = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]*(?:Z|[+-][\d:]*)?)?$/;

/** Whether text is written as a date. Whether the calendar has it is for the contract to say. */
export const looksLikeDate = (value: ConditionValue): boolean => typeof value === "string" && DATE.test(value);

/**
 * What a condition's two sides are compared as; null where nothing is compared, or the value is not there yet. A date
 * that the calendar lacks is still spoken of as one.
 */
export function domainOf({ operator, as, value }: Manner & { value: ConditionValue }): Domain | null {
  if (as === "version") return "version";
  if (valueKindOf(operator) !== "comparable" || Array.isArray(value)) return null;
  return boundOf(value, as ?? null)?.domain ?? (looksLikeDate(value) ? "instant" : null);
}

/** The items of a list as they stand, also of its comma-separated form; a single value is a list of one. */
export function listItems(value: ConditionValue): readonly Scalar[] {
  if (value === null || value === "") return [];
  if (Array.isArray(value)) return value;
  return typeof value === "string" ? splitList(value) : [value];
}

/** What a text field shows for a value. */
export function valueText(value: ConditionValue): string {
  if (value === null) return "";
  return Array.isArray(value) ? value.join(", ") : String(value);
}

/**
 * What a text field's text means to an operator of this kind. A number becomes one only in the form in which it would be
 * shown again, so that "1." and "007" stay what was typed.
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

/** The same value for another operator, where it still says the same; that operator's empty value where it cannot. */
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
