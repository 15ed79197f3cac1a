import { boundOf } from "./comparable";
import type { Condition, StoredCondition } from "./condition";
import { type Attribute, MAX_LIST_ELEMENTS, type Properties, type Scalar } from "./context";
import { MAX_SEARCHED_TEXT } from "./operators/search";
import type { ConditionTrace } from "./types";

/** Whether a condition holds, and what it found. */
export function explainCondition(stored: StoredCondition, context: Properties, epoch: number): ConditionTrace {
  const { name: attribute, written, compiled } = stored;
  const told = { attribute, operator: written.operator, value: written.value, ...optionsOf(written) };
  if ("fault" in compiled) return { ...told, matches: false, detail: `cannot evaluate: ${compiled.fault}` };
  return { ...told, matches: compiled.matches(context, epoch), detail: detailOf(compiled, context, epoch) };
}

/** The options of a condition besides its three fields; absent unless set. */
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

/** Longest text of a context or a value that a trace repeats, in UTF-16 units. */
const LONGEST = 100;
/** Elements of a list that a trace repeats. */
const MOST_ELEMENTS = 10;

/** Describes an attribute in words: `no "country"`, `"country" is "US"`. The attribute must have been read. */
function describeAttribute(attribute: Attribute): string {
  const name = quote(attribute.name);
  switch (attribute.kind) {
    case "missing":
      return `no ${name}`;
    case "scalar":
      return `${name} is ${quote(attribute.text)}`;
    case "list":
      return `${name} is ${describeList(attribute)}`;
    case "object":
      return `${name} is an object`;
    case "inexact":
      return `${name} is a number beyond ±${Number.MAX_SAFE_INTEGER}, which is not known exactly: send it as text`;
    case "long_list":
      return `${name} is a list of more than ${MAX_LIST_ELEMENTS} elements, which are not looked at`;
  }
}

function describeList({ elements, length }: Attribute): string {
  if (length === 0) return "an empty list";
  if (elements.length === 0) return "a list without a text, a boolean or an exact number";
  const told = elements.slice(0, MOST_ELEMENTS).map((element) => quote(element.text));
  const more = elements.length - told.length;
  return `a list of ${told}${more > 0 ? ` and ${more} more` : ""}`;
}

const quote = (text: string): string => JSON.stringify(shortened(text));

/** The beginning of a long text. */
export const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** Describes an attribute that cannot be an id for bucketing. */
export function describeNoId(attribute: Attribute): string {
  const found = describeAttribute(attribute);
  return attribute.kind === "scalar" ? `${found}, and an empty text is no id` : found;
}
