import type { OperatorId } from "../operators/registry";
import type { JsonValue } from "../types";
import { splitList } from "../written-list";
import type { AnyCondition } from "./facts";
import type { RuleForm } from "./vocabulary";

/** Longer lists are cut: the sentence is for reading, the list stands in the rule. */
const SHOWN_ITEMS = 3;
const SHOWN_CHARACTERS = 60;

const phrases: Record<OperatorId, (name: string, value: unknown) => string> = {
  equals: (name, value) => `${name} is ${show(value)}`,
  not_equals: (name, value) => `${name} is not ${show(value)}`,
  contains: (name, value) => `${name} contains ${show(value)}`,
  not_contains: (name, value) => `${name} does not contain ${show(value)}`,
  starts_with: (name, value) => `${name} starts with ${show(value)}`,
  ends_with: (name, value) => `${name} ends with ${show(value)}`,
  in: (name, value) => `${name} is ${list(value, "or") || "one of nothing"}`,
  not_in: (name, value) => (listItems(value).length === 0 ? `${name} is known` : `${name} ${neither(value)}`),
  greater_than: (name, value) => `${name} is more than ${show(value)}`,
  less_than: (name, value) => `${name} is less than ${show(value)}`,
  regex: (name, value) => `${name} matches /${cut(String(value))}/`,
  is_true: (name) => `${name} is true`,
  is_false: (name) => `${name} is false`,
  exists: (name) => `${name} is known`,
  not_exists: (name) => `${name} is unknown`,
};

/** A condition in words: `plan is pro`. */
export function conditionWords(condition: AnyCondition): string {
  const { name, operator, value, negate, ignore_case: ignoresCase, as } = condition;
  const phrase = Object.hasOwn(phrases, operator) ? phrases[operator as OperatorId] : undefined;
  const words = phrase ? phrase(cut(name), value) : `${cut(name)} ${operator} ${show(value)}`;
  const manner = `${as === undefined ? "" : ` (as a ${as})`}${ignoresCase === true ? " (whatever the case)" : ""}`;
  return negate === true ? `not (${words}${manner})` : `${words}${manner}`;
}

/** A JSON value as one would say it. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return list(value, "or");
  if (typeof value !== "string") return cut(JSON.stringify(value) ?? "nothing");
  return value === "" || value.trim() !== value ? `“${cut(value)}”` : cut(value);
}

/** What a rule gives: strings stand in quotes, so that `true` and `"true"` are told apart. */
export function valueWords(value: JsonValue): string {
  return cut(JSON.stringify(value));
}

/** A rule by its place and, if it has one, its name: `rule 2 (Staff)`. */
export function ruleWords({ stored }: Pick<RuleForm, "stored">): string {
  return `rule ${stored.position}${ruleName({ stored })}`;
}

/** Its name, as it stands behind what a rule is called: ` (Staff)`; nothing without one. */
export function ruleName({ stored }: Pick<RuleForm, "stored">): string {
  const name: unknown = Reflect.get(stored, "name");
  return typeof name === "string" && name !== "" ? ` (${cut(name)})` : "";
}

/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[], last = "and"): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

/** What a condition about a list asks for, however the list is written. */
export const listItems = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : splitList(String(value));

function list(value: unknown, last: string): string {
  const items = [...new Set(listItems(value))];
  const shown = items.slice(0, SHOWN_ITEMS).map(show);
  const more = items.length - shown.length;
  return joinWords(more > 0 ? [...shown, `${more} more`] : shown, last);
}

function neither(value: unknown): string {
  const items = new Set(listItems(value));
  return items.size === 1 ? `is not ${list(value, "nor")}` : `is neither ${list(value, "nor")}`;
}

export function cut(text: string): string {
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS - 1)}…` : text;
}
