import { type Lists, separateLists } from "../lists";
import { isScalar, scalarText } from "../scalar";
import type { Operator, Prepared, Ready } from "./operator";

/** The items of a comma-separated list: trimmed, empty ones (a trailing comma) left out. */
export function splitList(value: string): string[] {
  return value
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

function prepare(value: unknown, lists: Lists = separateLists): Prepared {
  const accepts = itemsOf(value);
  if (accepts === null) return { fault: "the value is not a list of strings, numbers or booleans" };
  return { ...isOneOf(lists.setOf(accepts)), accepts };
}

const isOneOf = (items: ReadonlySet<string>): Ready => ({ test: ({ text }) => items.has(text) });

function itemsOf(value: unknown): readonly string[] | null {
  return typeof value === "string" ? splitList(value) : Array.isArray(value) ? texts(value) : null;
}

/** One odd item spoils the list: leaving it out would let `not_in` match more than was written. */
function texts(items: readonly unknown[]): readonly string[] | null {
  // A copy either way, since the list is the caller's; long lists are nearly always of strings.
  if (items.every((item) => typeof item === "string")) return items.slice();
  return items.every(isScalar) ? items.map(scalarText) : null;
}

export const inList = { takes: "list", inSegments: true, matchesWhen: "each", prepare } as const satisfies Operator;

export const notInList = { takes: "list", inSegments: true, matchesWhen: "none", prepare } as const satisfies Operator;
