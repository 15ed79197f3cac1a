import { operatorOf } from "@/components/conditions/operators";
import { conditionSentence, type SpokenCondition } from "@/components/conditions/words";
import { sentenceText, servedText } from "@/components/sentence/parts";
import { variantText } from "@/components/values/words";
import type { JsonObject, JsonValue } from "@/lib/contract/json";
import type { Variant } from "@/lib/contract/variant";
import { jsonKey } from "@/lib/targeting/json-key";

/** One value on one line, as people say it: conditions as sentences, rules by name, everything else as it is. */
export function describeValue(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return "nothing";
  if (value === "") return "empty text";
  if (Array.isArray(value)) return describeList(value);
  if (typeof value !== "object") return servedText(value);
  const condition = conditionOf(value);
  if (condition !== undefined) return sentenceText(conditionSentence(condition));
  if (Array.isArray(value.conditions)) return typeof value.name === "string" ? `“${value.name}”` : "a rule";
  return servedText(value);
}

/** A field's value on one line: what is a switch to people is said as one, and variants by their names. */
export function describeField(value: JsonValue | undefined, path: readonly string[]): string {
  if (path[0] === "variants") return describeVariants(value);
  if (typeof value !== "boolean") return describeValue(value);
  const field = path.at(-1) ?? "";
  if (field === "enabled") return value ? "On" : "Off";
  return field.startsWith("is_") || field.startsWith("may_") ? (value ? "Yes" : "No") : describeValue(value);
}

/** A value that a flag serves, by the name that it has now. */
export function describeServed(value: JsonValue | undefined, variants: readonly Variant[] = []): string {
  if (value === undefined) return describeValue(value);
  const key = jsonKey(value);
  const variant = variants.find((each) => jsonKey(each.value) === key);
  return variant === undefined ? describeValue(value) : variantText(variant);
}

/** A flag's variants, or one of them. */
function describeVariants(said: JsonValue | undefined): string {
  if (Array.isArray(said)) return said.length === 0 ? "none" : said.map(describeVariants).join(", ");
  const { name, value, description }: JsonObject = Object(said);
  if (typeof name !== "string" || value === undefined) return describeValue(said);
  return `${variantText({ name, value })}${typeof description === "string" ? `: ${description}` : ""}`;
}

/** A rule's condition or a segment's, as the contract has them; undefined for any other object. */
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

function describeList(items: readonly JsonValue[]): string {
  if (items.length === 0) return "none";
  const shown = items.slice(0, SHOWN_ITEMS).map(describeValue).join(", ");
  const more = items.length - SHOWN_ITEMS;
  return more > 0 ? `${shown} and ${more.toLocaleString("en")} more` : shown;
}
