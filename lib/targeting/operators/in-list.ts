import { isScalar, scalarText } from "../scalar";
import { splitList } from "../written-list";
import { type EqualityForm, equalityForm, formOfText, isOneOf } from "./equality";
import type { Fault, Manner, Operator, Prepared } from "./operator";

const NO_LIST = { fault: "the value is not a list of strings, numbers or booleans" };

function prepare(value: unknown, manner: Manner): Prepared {
  const form = equalityForm(manner);
  const items = itemsOf(value, form);
  if ("fault" in items) return items;
  const tested = isOneOf(manner.lists.setOf(items), form);
  return form === "text" ? { ...tested, accepts: items } : tested;
}

/** One odd item spoils the list: leaving it out would let `not_in` match more than was written. */
function itemsOf(value: unknown, form: EqualityForm): readonly string[] | Fault {
  const texts = typeof value === "string" ? splitList(value) : Array.isArray(value) ? textsOf(value) : null;
  if (texts === null) return NO_LIST;
  if (form === "text") return texts;
  const items = texts.map(formOfText[form]);
  return items.every((item) => item !== null) ? items : { fault: "the list has an item that is not a version" };
}

function textsOf(items: readonly unknown[]): readonly string[] | null {
  // A copy either way, since the list is the caller's; long lists are nearly always of strings.
  if (items.every((item) => typeof item === "string")) return items.slice();
  return items.every(isScalar) ? items.map(scalarText) : null;
}

export const inList = {
  takes: "list",
  inSegments: true,
  matchesWhen: "each",
  ignoresCase: true,
  comparesAs: ["version"],
  prepare,
} as const satisfies Operator;

export const notInList = { ...inList, matchesWhen: "none" } as const satisfies Operator;
