import murmurHash3 from "murmurhash3js-revisited";
import { RE2JS } from "re2js";
import type { RuleInput, RulesetInput, SegmentInput } from "@/lib/targeting";

// semantics.md read aloud: no index, no memory, no caching, nothing shared with the engine. Only for sound rulesets.

type Scalar = string | number | boolean;
const isScalar = (value: unknown): value is Scalar => ["string", "number", "boolean"].includes(typeof value);
const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const own = (owner: object, key: string): unknown => Object.getOwnPropertyDescriptor(owner, key)?.value ?? undefined;
const step = (owner: unknown, key: string): unknown => (isObject(owner) ? own(owner, key) : undefined);
const read = (context: object, name: string): unknown =>
  own(context, name) ?? name.split(".").reduce(step, context as unknown);

const number = (value: unknown): number =>
  typeof value === "number" || /^-?\d+(\.\d+)?$/.test(String(value)) ? Number(value) : Number.NaN;
const date = (value: unknown): number =>
  /^\d{4}-\d\d-\d\d$/.test(String(value)) ? Date.parse(`${value}T00:00Z`) : Number.NaN;
const above = (a: unknown, b: unknown): boolean => number(a) > number(b) || date(a) > date(b);
const items = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.map(String)
    : String(value)
        .split(",")
        .map((item) => item.trim())
        .filter((item) => item !== "");

const positive: Record<string, (attribute: Scalar, value: unknown, isElement: boolean) => boolean> = {
  equals: (attribute, value) => String(attribute) === String(value),
  contains: (attribute, value, isElement) =>
    isElement ? String(attribute) === String(value) : String(attribute).includes(String(value)),
  starts_with: (attribute, value) => String(attribute).startsWith(String(value)),
  ends_with: (attribute, value) => String(attribute).endsWith(String(value)),
  in: (attribute, value) => items(value).includes(String(attribute)),
  greater_than: (attribute, value) => typeof attribute !== "boolean" && above(attribute, value),
  less_than: (attribute, value) => typeof attribute !== "boolean" && above(value, attribute),
  regex: (attribute, value) => RE2JS.compile(String(value)).matcher(String(attribute)).find(),
  is_true: (attribute) => String(attribute) === "true",
  is_false: (attribute) => String(attribute) === "false",
};

export function conditionHolds(context: object, name: string, operator: string, value: unknown): boolean {
  const attribute = read(context, name);
  if (operator === "not_exists") return attribute === undefined;
  if (attribute === undefined) return false;
  if (operator === "exists") return true;
  const isNegative = operator.startsWith("not_");
  const passes = positive[operator.replace("not_", "")];
  if (!passes || isObject(attribute)) return false;
  if (Array.isArray(attribute))
    return attribute.filter(isScalar).some((each) => passes(each, value, true)) !== isNegative;
  return isScalar(attribute) && passes(attribute, value, false) !== isNegative;
}

function segmentHolds(segment: SegmentInput | undefined, context: object): boolean {
  const outcomes = segment?.rules.map((rule) => conditionHolds(context, rule.key, rule.operator, rule.value)) ?? [];
  return outcomes.length > 0 && (segment?.match_type === "all" ? outcomes.every(Boolean) : outcomes.some(Boolean));
}

function isLetIn(rule: RuleInput, context: object): boolean {
  if ((rule.percentage ?? 100) === 100) return true;
  const id = read(context, rule.bucket_by ?? "user_id");
  const bytes = new TextEncoder().encode(`${rule.salt}:${id}`);
  return isScalar(id) && (murmurHash3.x86.hash32(bytes, 0) / 2 ** 32) * 100 < (rule.percentage ?? 100);
}

export function naiveEvaluate({ flags, rules, segments }: RulesetInput, key: string, context: object) {
  const flag = flags.find((each) => each.key === key);
  if (!flag) return undefined;
  const answer = (reason: string) => ({ flagKey: key, value: flag.default_value.value, reason, ruleId: null });
  if (!flag.enabled || flag.status === "archived") return answer("DISABLED");
  const enabled = rules
    .filter((rule) => rule.flag_id === flag.id && rule.enabled)
    .sort((a, b) => a.position - b.position);
  for (const rule of enabled) {
    if (!rule.conditions.every((each) => conditionHolds(context, each.attribute, each.operator, each.value))) continue;
    if (
      rule.segment_id &&
      !segmentHolds(
        segments.find((each) => each.id === rule.segment_id),
        context,
      )
    )
      continue;
    if (!isLetIn(rule, context)) continue;
    const reason = (rule.percentage ?? 100) < 100 ? "SPLIT" : "TARGETING_MATCH";
    return { flagKey: key, value: rule.value, reason, ruleId: rule.id };
  }
  return answer(enabled.length === 0 ? "STATIC" : "DEFAULT");
}
