import type { JsonValue } from "../types";
import type { RuleForm } from "./vocabulary";

/** Longer texts are cut: the sentence is for reading, the value stands in the rule. */
const SHOWN_CHARACTERS = 60;

/** A JSON value as one would say it. */
export function show(value: unknown): string {
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

export function cut(text: string): string {
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS - 1)}…` : text;
}
