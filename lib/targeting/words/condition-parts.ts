import type { Domain } from "../comparable";
import type { ValueKind } from "../operators/operator";
import type { OperatorId } from "../operators/registry";
import type { ConditionInput } from "../types";
import { splitList } from "../values";
import { operatorWords } from "./operator-words";

/** A condition to be put into words. Its value may be half written. */
interface SpokenCondition extends ConditionInput {
  readonly attribute: string;
  readonly operator: OperatorId;
}

/** A piece of the sentence: plain language, or what a person wrote. */
export type ConditionPart =
  | { readonly kind: "word" | "attribute" | "operator" | "value"; readonly text: string }
  /** `more`: how many items of the list are not in `items`. */
  | { readonly kind: "list"; readonly items: readonly string[]; readonly more: number }
  /** What is not filled in yet. */
  | { readonly kind: "warning"; readonly text: string };

interface Reading {
  readonly takes: ValueKind;
  /** What the two sides are compared as; null where nothing is compared. */
  readonly domain: Domain | null;
  /** How many items of a list are written before the rest is counted. */
  readonly mostItems: number;
}

/**
 * The one place that puts a condition into English, for the editor, cards, findings and the API: `country` is one of
 * `US` or `CA`.
 */
export function conditionParts(condition: SpokenCondition, { takes, domain, mostItems }: Reading): ConditionPart[] {
  const { attribute, value, negate = false, ignore_case: ignoresCase = false } = condition;
  const items = takes === "list" ? listItems(value) : null;
  return [
    attribute === "" ? { kind: "warning", text: "an attribute" } : { kind: "attribute", text: attribute },
    { kind: "operator", text: operatorWords(spokenOperator(condition, items), negate, domain) },
    ...(items === null ? valueParts(value, takes, mostItems) : listParts(items, mostItems, "an empty list")),
    ...(ignoresCase ? [{ kind: "word", text: "whatever the case" } as const] : []),
  ];
}

/** `in` with a single item reads as `equals`. */
function spokenOperator({ operator }: SpokenCondition, items: readonly unknown[] | null): OperatorId {
  if (items?.length !== 1) return operator;
  return operator === "not_in" ? "not_equals" : "equals";
}

function valueParts(value: unknown, takes: ValueKind, most: number): ConditionPart[] {
  if (takes === "none") return [];
  if (Array.isArray(value) && value.length !== 1) {
    return [...(value.length > 0 ? [{ kind: "word", text: "any of" } as const] : []), ...listParts(value, most)];
  }
  const text = String((Array.isArray(value) ? value[0] : value) ?? "");
  return [text === "" ? { kind: "warning", text: "an empty value" } : { kind: "value", text }];
}

function listParts(items: readonly unknown[], most: number, ifEmpty = "an empty value"): ConditionPart[] {
  if (items.length === 0) return [{ kind: "warning", text: ifEmpty }];
  // One more item is written rather than counted.
  const named = items.length <= most + 1 ? items : items.slice(0, most);
  return [{ kind: "list", items: named.map(String), more: items.length - named.length }];
}

/** The items of a list, also of one that is written as text; a single value is a list of one. */
export function listItems<Item>(value: Item | readonly Item[] | null | undefined): readonly (Item | string)[] {
  if (value === null || value === undefined || value === "") return [];
  if (isList(value)) return value;
  return typeof value === "string" ? splitList(value) : [value];
}

// Array.isArray does not know readonly arrays.
const isList = <Item>(value: Item | readonly Item[]): value is readonly Item[] => Array.isArray(value);

/** `a`, `a or b`, `a, b or 7 more`. */
export function listText(items: readonly string[], more: number): string {
  return joinWords(more === 0 ? items : [...items, moreText(more)], "or");
}

/** How many of a list are left out. */
export const moreText = (more: number): string => `${more.toLocaleString("en")} more`;

/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[], last: "and" | "or" = "and"): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}
