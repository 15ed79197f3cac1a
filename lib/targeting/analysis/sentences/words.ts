import type { JsonValue } from "../../types";
import { variantsOf } from "../../variant";
import type { RuleForm } from "../rules/rule-form";

/** Longer texts are cut: the sentence is for reading, and the rule shows the whole value. */
const SHOWN_CHARACTERS = 60;

/** A JSON value in words. */
export function show(value: unknown): string {
  if (typeof value !== "string") return cut(JSON.stringify(value) ?? "nothing");
  return value === "" || value.trim() !== value ? `“${cut(value)}”` : cut(value);
}

/** What a rule gives. Strings are quoted, so that `true` and `"true"` differ. */
export function valueWords(value: JsonValue): string {
  return cut(JSON.stringify(value));
}

/** Writes a value within a sentence. */
export type SayValue = (value: JsonValue) => string;

/** Writes a flag's values by the names of its variants, and values without a name as they are. */
export function valueSayer({ variants }: { readonly variants?: unknown }): SayValue {
  const nameOf = variantsOf({ variants });
  return (value) => {
    const { variant } = nameOf(value);
    return typeof variant === "string" ? cut(variant) : valueWords(value);
  };
}

/** "Green instead of Blue"; for a variant whose value changed, both values. */
export function insteadWords(from: JsonValue, to: JsonValue, before: SayValue, after = before): string {
  const [old, now] = [before(from), after(to)];
  return old === now ? `${valueWords(to)} instead of ${valueWords(from)}` : `${now} instead of ${old}`;
}

/** A rule by its number and, if it has one, its name: `rule 2 (Staff)`. */
export function ruleWords({ stored }: Pick<RuleForm, "stored">): string {
  return `rule ${stored.position}${ruleName({ stored })}`;
}

/** The name as it follows the number: ` (Staff)`; empty without a name. */
export function ruleName({ stored }: Pick<RuleForm, "stored">): string {
  const name: unknown = Reflect.get(stored, "name");
  return typeof name === "string" && name !== "" ? ` (${cut(name)})` : "";
}

/** Cuts a text that would fill the line. */
export const cut = (text: string, most = SHOWN_CHARACTERS): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;
