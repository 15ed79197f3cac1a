import type { Condition, WrittenCondition } from "@/lib/targeting/condition";
import { isScalar as isScalarValue, scalarText } from "@/lib/targeting/values";
import { attributeValue } from "./attributes";
import { allOf, anyOf, isList, isPresent, isScalar, type Logic, not, Unsayable } from "./logic";
import { equalsAnyOf, holdsAnyOf, isTextOperator } from "./texts";

/**
 * A condition that flagd can evaluate.
 * @throws Unsayable when JsonLogic would decide it differently for some context
 */
export function conditionLogic(condition: Condition, written: WrittenCondition): Logic {
  const { attribute, presence, matchesWhen } = condition;
  const value = attributeValue(attribute.name);
  if (presence !== null) return presence ? isPresent(value) : not(isPresent(value));
  const holds = positive(condition, written, value);
  // Only scalars and lists can be judged, so nothing else matches a negation.
  return matchesWhen === "none" ? allOf([anyOf([isScalar(value), isList(value)]), not(holds)]) : holds;
}

function positive(
  { texts, bound }: Condition,
  { operator, value, ignore_case, as }: WrittenCondition,
  attribute: Logic,
) {
  if (ignore_case === true) throw new Unsayable("ignores the case of letters");
  if (bound !== undefined || as !== undefined) throw new Unsayable("compares numbers, dates or versions");
  if (texts !== null) return equalsAnyOf(attribute, texts);
  if (isTextOperator(operator)) return holdsAnyOf(attribute, operator, textsIn(value));
  throw new Unsayable("uses a pattern");
}

const textsIn = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter(isScalarValue).map(scalarText);
