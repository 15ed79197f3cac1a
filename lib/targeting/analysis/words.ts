import { boundOf, type Domain } from "../comparable";
import { type ConditionPart, conditionParts, listText } from "../condition-parts";
import { type OperatorId, operatorIds, operatorValueKind } from "../operators/registry";
import type { JsonValue } from "../types";
import type { AnyCondition } from "./facts";
import type { RuleForm } from "./vocabulary";

/** Longer lists are cut: the sentence is for reading, the list stands in the rule. */
const SHOWN_ITEMS = 3;
const SHOWN_CHARACTERS = 60;

/** A condition in words, as it stands on the cards: `plan is pro`. */
export function conditionWords({ name, ...asked }: AnyCondition): string {
  const { operator, value, negate, ignore_case: ignoresCase } = asked;
  const id = operatorIds.find((known) => known === operator);
  if (id === undefined) return `${cut(name)} ${operator} ${show(value)}`;
  const condition = {
    ...{ attribute: name, operator: id, value: Array.isArray(value) ? [...new Set(value)] : value },
    ...{ negate: negate === true, ignore_case: ignoresCase === true },
  };
  const reading = { takes: operatorValueKind(id), domain: domainOf(id, asked), mostItems: SHOWN_ITEMS };
  return conditionParts(condition, reading).map(partText).join(" ");
}

function partText(part: ConditionPart): string {
  if (part.kind === "list") return listText(part.items.map(show), part.more);
  return part.kind === "value" ? show(part.text) : cut(part.text);
}

/** What a condition compares as. */
function domainOf(operator: OperatorId, { value, as }: Pick<AnyCondition, "value" | "as">): Domain | null {
  if (as === "version") return "version";
  if (operatorValueKind(operator) !== "comparable") return null;
  return boundOf(value, as === "number" || as === "date" ? as : null)?.domain ?? null;
}

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
