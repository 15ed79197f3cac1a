import { isExact } from "@/lib/targeting/values";
import {
  allOf,
  anyOf,
  ELEMENT,
  isList,
  isOneOf,
  isPresent,
  isText,
  type Logic,
  not,
  someElement,
  Unsayable,
} from "./logic";

/** The attribute, or an element of its list, is one of these texts, or the number or boolean with that text. */
export const equalsAnyOf = (attribute: Logic, texts: Iterable<string>): Logic =>
  someElement(attribute, isOneOf(ELEMENT, [...texts].flatMap(writtenSo)));

/** Every scalar whose text is this one. */
function writtenSo(text: string): (string | number | boolean)[] {
  const number = Number(text);
  if (text === "true" || text === "false") return [text, text === "true"];
  return isExact(number) && String(number) === text ? [text, number] : [text];
}

type TextOperator = "contains" | "starts_with" | "ends_with";

export const isTextOperator = (operator: unknown): operator is TextOperator | "not_contains" =>
  operator === "not_contains" || (typeof operator === "string" && Object.hasOwn(found, operator));

/** Whether a text is found in another one, as the engine decides. */
const found = {
  contains: (text: string, part: string) => text.includes(part),
  starts_with: (text: string, part: string) => text.startsWith(part),
  ends_with: (text: string, part: string) => text.endsWith(part),
};

/** The characters of numbers. */
const MAY_BE_IN_A_NUMBER = /^[0-9eE+.-]*$/;

/** The text that JavaScript makes of an object. */
const OBJECT_TEXT = "[object Object]";

/**
 * The attribute's text, or that of an element of its list, contains one of these parts in the required position. On a
 * list `contains` asks for an equal element.
 */
export function holdsAnyOf(attribute: Logic, named: TextOperator | "not_contains", parts: readonly string[]): Logic {
  const operator = named === "not_contains" ? "contains" : named;
  const number = parts.find((part) => MAY_BE_IN_A_NUMBER.test(part));
  if (number !== undefined) throw new Unsayable(`looks for "${number}", which numbers may hold, too`);
  const booleans = [true, false].filter((each) => parts.some((part) => found[operator](String(each), part)));
  return anyOf([
    ...parts.map((part) => textHolds(attribute, operator, part)),
    booleans.length > 0 && isOneOf(attribute, booleans),
    operator === "contains"
      ? equalsAnyOf(attribute, parts)
      : allOf([isList(attribute), someElement(attribute, elementHolds(operator, parts))]),
  ]);
}

const textHolds = (attribute: Logic, operator: TextOperator, part: string): Logic =>
  operator === "contains" ? allOf([isText(attribute), { in: [part, attribute] }]) : { [operator]: [attribute, part] };

/** flagd's own operators fail inside `some` (they look for their logger in the element), so the text is cut instead. */
function elementHolds(operator: "starts_with" | "ends_with", parts: readonly string[]): Logic {
  const part = parts.find((each) => found[operator](OBJECT_TEXT, each));
  if (part !== undefined) throw new Unsayable(`looks for "${part}", which flagd finds in objects, too`);
  const text = { cat: [ELEMENT] };
  const cut = (each: string): Logic =>
    operator === "starts_with" ? { substr: [text, 0, each.length] } : { substr: [text, -each.length] };
  return allOf([
    isPresent(ELEMENT),
    not(isList(ELEMENT)),
    anyOf(parts.map((each): Logic => ({ "===": [cut(each), each] }))),
  ]);
}
