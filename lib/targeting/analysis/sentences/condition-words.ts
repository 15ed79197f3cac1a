import { boundOf, type Domain } from "../../comparable";
import { type OperatorId, operatorIds, operatorValueKind } from "../../operators/registry";
import { type ConditionPart, conditionParts, listText } from "../../words/condition-parts";
import type { AnyCondition } from "../facts/facts";
import { cut, show } from "./words";

// Separate from the other words, which pages show without the engine: this file imports the registry of operators.

/** Longer lists are cut: the sentence is for reading, and the rule shows the whole list. */
const SHOWN_ITEMS = 3;

/** A condition in words, as cards show it: `plan is pro`. */
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

/** The domain in which a condition compares; null when it compares nothing. */
function domainOf(operator: OperatorId, { value, as }: Pick<AnyCondition, "value" | "as">): Domain | null {
  if (as === "version") return "version";
  if (operatorValueKind(operator) !== "comparable") return null;
  return boundOf(value, as === "number" || as === "date" ? as : null)?.domain ?? null;
}
