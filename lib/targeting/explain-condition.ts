import { boundOf } from "./comparable";
import type { Condition, StoredCondition } from "./condition";
import type { Properties, Scalar } from "./context";
import { describeAttribute, quote } from "./describe-attribute";
import { MAX_SEARCHED_TEXT } from "./operators/search";
import type { ConditionTrace } from "./types";

/** Whether a condition holds, and what it found. */
export function explainCondition(stored: StoredCondition, context: Properties, epoch: number): ConditionTrace {
  const { name: attribute, written, compiled } = stored;
  const told = { attribute, operator: written.operator, value: written.value, ...optionsOf(written) };
  if ("fault" in compiled) return { ...told, matches: false, detail: `cannot evaluate: ${compiled.fault}` };
  return { ...told, matches: compiled.matches(context, epoch), detail: detailOf(compiled, context, epoch) };
}

/** What a condition says besides its three fields; absent unless it does. */
function optionsOf({ negate, ignore_case, as }: StoredCondition["written"]): Partial<ConditionTrace> {
  return {
    ...(negate === undefined ? {} : { negate }),
    ...(ignore_case === undefined ? {} : { ignore_case }),
    ...(as === undefined ? {} : { as }),
  };
}

function detailOf(condition: Condition, context: Properties, epoch: number): string {
  const attribute = condition.attribute.read(context, epoch);
  const found = describeAttribute(attribute);
  if (condition.presence !== null) return found;
  if (attribute.kind === "scalar") {
    return condition.judges(attribute) ? found : `cannot evaluate: ${found}, ${doubtOf(condition, attribute)}`;
  }
  if (attribute.kind !== "list") return `cannot evaluate: ${found}`;
  const doubtful = attribute.elements.find((element) => !condition.judgesElement(element));
  if (doubtful === undefined || condition.matches(context, epoch)) return found;
  return `cannot evaluate: ${found}, of which ${quote(doubtful.text)} is ${doubtOf(condition, doubtful)}`;
}

const NOUNS = { number: "a number", instant: "a date", version: "a version" } as const;

/** Why a condition cannot judge a scalar. */
function doubtOf({ bound }: Condition, { text }: Scalar): string {
  if (bound === undefined) {
    return text.length > MAX_SEARCHED_TEXT
      ? `a text of ${text.length} characters; more than ${MAX_SEARCHED_TEXT} are not searched`
      : `not ${NOUNS.version}`;
  }
  const isVersion = bound.domain === "number" && boundOf(text, null)?.domain === "version";
  return `not ${NOUNS[bound.domain]}${isVersion ? '; with "as": "version" the two are compared as versions' : ""}`;
}
