import type { Attribute } from "./attributes";
import type { Condition, StoredCondition } from "./conditions";
import type { Properties } from "./own-property";
import type { ConditionTrace } from "./trace";

/** Longest piece of a context that a trace repeats, in UTF-16 units. */
const LONGEST = 100;

export function explainCondition(stored: StoredCondition, context: Properties, epoch: number): ConditionTrace {
  const { name: attribute, operator, value, compiled } = stored;
  const written = { attribute, operator, value };
  if ("fault" in compiled) return { ...written, matches: false, detail: `cannot evaluate: ${compiled.fault}` };
  return { ...written, matches: compiled.matches(context, epoch), detail: detailOf(compiled, context, epoch) };
}

function detailOf(condition: Condition, context: Properties, epoch: number): string {
  const attribute = condition.attribute.read(context, epoch);
  const found = describeAttribute(attribute);
  if (condition.presence !== null) return found;
  if (attribute.kind === "missing" || attribute.kind === "object") return `cannot evaluate: ${found}`;
  if (attribute.kind === "scalar" && condition.bound !== undefined) {
    const { domain } = condition.bound;
    const noun = domain === "number" ? "number" : "date";
    if (Number.isNaN(attribute[domain])) return `cannot evaluate: ${found}, not a ${noun}`;
  }
  return found;
}

/** What an attribute is, in words: `no "country"`, `"country" is "US"`. Read it first. */
export function describeAttribute(attribute: Attribute): string {
  const name = quote(attribute.name);
  switch (attribute.kind) {
    case "missing":
      return `no ${name}`;
    case "scalar":
      return `${name} is ${quote(attribute.text)}`;
    case "list":
      return `${name} is a list of ${attribute.elements.slice(0, 10).map((element) => quote(element.text))}`;
    case "object":
      return `${name} is an object`;
  }
}

function quote(text: string): string {
  return JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}
