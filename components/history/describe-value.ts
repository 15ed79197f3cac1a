import { operatorOf } from "@/components/conditions/operators";
import {
  elementSentence,
  type SegmentNames,
  type SpokenCondition,
  type SpokenElement,
} from "@/components/conditions/words";
import { requirementOf, requirementText } from "@/components/flags/words";
import { ruleFieldNames } from "@/components/rules/words";
import { sentenceText, servedText, variantText } from "@/components/sentence/parts";
import type { JsonObject, JsonValue } from "@/lib/contract/json";
import type { Variant } from "@/lib/contract/variant";
import { groupOf, readElement } from "@/lib/targeting/element";
import { jsonKey } from "@/lib/targeting/values";

/** One value on one line, as people say it: conditions as sentences, rules by name, everything else as it is. */
export function describeValue(value: JsonValue | undefined, segments?: SegmentNames): string {
  if (value === undefined || value === null) return "nothing";
  if (value === "") return "empty text";
  if (Array.isArray(value)) return describeList(value, (item) => describeValue(item, segments));
  if (typeof value !== "object") return servedText(value);
  const element = elementOf(value);
  if (element !== undefined) return sentenceText(elementSentence(element, segments));
  if (Array.isArray(value.conditions)) return typeof value.name === "string" ? `“${value.name}”` : "a rule";
  return servedText(value);
}

/** The names, as they are now, of what a resource speaks of by an id or by a value. */
export interface SpokenNames {
  readonly segments?: SegmentNames;
  /** Of the flag that serves the values. */
  readonly variants?: readonly Variant[] | undefined;
}

/**
 * A field's value on one line: what is a switch to people is said as one, segments, variants and what is served by
 * their names.
 */
export function describeField(
  value: JsonValue | undefined,
  path: readonly string[],
  { segments, variants }: SpokenNames = {},
): string {
  const [first, second] = path;
  if (first === "variants") return describeVariants(value);
  if (first === "requires") return describeRequired(value);
  if (first === "segment_id" && typeof value === "string") return segments?.get(value) ?? describeValue(value);
  if (first === "split") return describeSplit(value, variants);
  if (first === "value" || first === "default_value") return describeServed(unwrapped(value, path), variants);
  // Of a flag in one environment.
  if (first === "environments" && second !== undefined && path.length > 2)
    return describeField(value, path.slice(2), { segments, variants });
  if (typeof value !== "boolean") return describeValue(value, segments);
  const field = path.at(-1) ?? "";
  if (field === "enabled") return value ? "On" : "Off";
  return field.startsWith("is_") || field.startsWith("may_") ? (value ? "Yes" : "No") : describeValue(value);
}

/** A default comes with its wrapping, `{"value": X}`, where it is told as a whole. */
const unwrapped = (value: JsonValue | undefined, path: readonly string[]): JsonValue | undefined =>
  path.length === 1 && path[0] === "default_value" && isObject(value) && Object.keys(value).length === 1
    ? (value.value ?? value)
    : value;

/** A value that a flag serves, by the name that it has now. */
export function describeServed(value: JsonValue | undefined, variants: readonly Variant[] = []): string {
  if (value === undefined) return describeValue(value);
  const key = jsonKey(value);
  const variant = variants.find((each) => jsonKey(each.value) === key);
  return variant === undefined ? describeValue(value) : variantText(variant);
}

/** A rule's split, or an arm of it: "33.334 % Blue (#00f), 33.333 % Green (#0f0)". */
export function describeSplit(said: JsonValue | undefined, variants?: readonly Variant[]): string {
  if (Array.isArray(said)) return describeList(said, (arm) => describeSplit(arm, variants));
  const { value, weight }: JsonObject = Object(said);
  return value === undefined ? describeValue(said) : `${String(weight)} % ${describeServed(value, variants)}`;
}

/** A flag's variants, or one of them. */
function describeVariants(said: JsonValue | undefined): string {
  if (Array.isArray(said)) return said.length === 0 ? "none" : said.map(describeVariants).join(", ");
  const { name, value, description }: JsonObject = Object(said);
  if (typeof name !== "string" || value === undefined) return describeValue(said);
  return `${variantText({ name, value })}${typeof description === "string" ? `: ${description}` : ""}`;
}

/** What a flag requires, or one part of it. */
function describeRequired(said: JsonValue | undefined): string {
  if (Array.isArray(said)) return said.length === 0 ? "nothing" : said.map(describeRequired).join(", ");
  const requirement = requirementOf(said);
  return requirement === undefined ? describeValue(said) : requirementText(requirement);
}

/** What stands in a list of conditions, as the contract has it; undefined for any other object. */
function elementOf(object: JsonObject): SpokenElement | undefined {
  const read = readElement<JsonObject>(object);
  if (read.type === "condition") return conditionOf(read.condition);
  // A flag's value may be an object with such a field.
  const isAlone = Object.keys(object).length === 1;
  if (read.type === "segment") return isAlone ? { segment: read.segmentId } : undefined;
  const inside = read.elements.map((each) => (isObject(each) ? elementOf(each) : undefined));
  return isAlone && inside.every((each) => each !== undefined) ? groupOf(read.kind, inside) : undefined;
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A rule's condition or a segment's; undefined for any other object. */
function conditionOf(object: JsonObject): SpokenCondition | undefined {
  const { attribute, key, operator, value, negate, ignore_case: ignoresCase, as } = object;
  const name = attribute ?? key;
  const known = operatorOf(operator);
  if (typeof name !== "string" || known === undefined || value === undefined) return undefined;
  const isList = Array.isArray(value) && value.every((item) => typeof item !== "object");
  if (typeof value === "object" && value !== null && !isList) return undefined;
  // Nothing but scalars and lists of them is left.
  return {
    attribute: name,
    operator: known,
    value: value as SpokenCondition["value"],
    negate: negate === true,
    ignore_case: ignoresCase === true,
    as: as === "number" || as === "date" || as === "version" ? as : undefined,
  };
}

/** More than this many items say nothing more on one line. */
const SHOWN_ITEMS = 8;

function describeList(items: readonly JsonValue[], describe: (item: JsonValue) => string): string {
  if (items.length === 0) return "none";
  const shown = items.slice(0, SHOWN_ITEMS).map(describe).join(", ");
  const more = items.length - SHOWN_ITEMS;
  return more > 0 ? `${shown} and ${more.toLocaleString("en")} more` : shown;
}

const labels: Record<string, string> = {
  default_value: "default",
  match_type: "match",
  when_disabled: "value while it is off",
  is_client_visible: "visibility in browsers and apps",
  scheduled_at: "schedule",
  scheduled_action: "action of the schedule",
  scheduled_environments: "environments of the schedule",
  requires: "needs",
  flag_type: "type",
  enabled: "state",
  is_protected: "protection",
  color: "colour",
  ...ruleFieldNames,
};

/** A field's name as people say it. */
export const fieldLabel = (path: readonly string[]): string =>
  path
    .filter((part, index) => !(index > 0 && part === "value"))
    .map((part) => labels[part] ?? part.replaceAll("_", " "))
    .join(" › ");
