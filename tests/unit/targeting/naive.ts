import { isDeepStrictEqual } from "node:util";
import murmurHash3 from "murmurhash3js-revisited";
import { RE2JS } from "re2js";
import type { ElementInput, FlagEvaluation, JsonValue, RuleInput, RulesetInput, SegmentInput } from "@/lib/targeting";

// semantics.md read aloud: no index, no memory, no caching, nothing shared with the engine. Only for sound rulesets.

type Scalar = string | number | boolean;
const isScalar = (value: unknown): value is Scalar =>
  ["string", "boolean"].includes(typeof value) || (typeof value === "number" && Math.abs(value) <= 2 ** 53 - 1);
const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const own = (owner: object, key: string): unknown => Object.getOwnPropertyDescriptor(owner, key)?.value ?? undefined;
const step = (owner: unknown, key: string): unknown => (isObject(owner) ? own(owner, key) : undefined);
const read = (context: object, name: string): unknown =>
  own(context, name) ?? name.split(".").reduce(step, context as unknown);

/** What a condition asks besides the name of its attribute. */
interface Asked {
  operator: string;
  value?: unknown;
  negate?: boolean | undefined;
  ignore_case?: boolean | undefined;
  as?: string | undefined;
}

const isNumeric = (text: string): boolean => /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text);
const ISO = /^(\d{4})-?(\d\d)-?(\d\d)(?:[Tt ](\d\d):?(\d\d):?(\d\d)(?:[.,](\d{1,3}))?(?:[Zz]|([+-]\d\d):?(\d\d)?)?)?$/;

/** Milliseconds of a date in any of the forms that the arbitraries have; NaN for another text. */
function date(text: string): number {
  const found = ISO.exec(text);
  if (!found) return isNumeric(text) ? Number(text) : Number.NaN;
  const [, year, month, day, hour = "00", minute = "00", second = "00", part = "0", zone = "+00", zoneMinute = "00"] =
    found;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${part.padEnd(3, "0")}${zone}:${zoneMinute}`);
}

type Version = { numbers: bigint[]; lead: string[] | null };
function version(text: string): Version | null {
  const [core = "", build] = text.replace(/^v/, "").split("+", 2);
  const [numeric = "", ...rest] = core.split("-");
  const lead = rest.length > 0 ? rest.join("-").split(".") : null;
  const isRight =
    /^\d+(\.\d+){0,3}$/.test(numeric) &&
    text.split("+").length < 3 &&
    [...(lead ?? []), ...(build?.split(".") ?? [])].every((part) => /^[0-9A-Za-z-]+$/.test(part));
  return isRight ? { numbers: `${numeric}.0.0.0`.split(".").slice(0, 4).map(BigInt), lead } : null;
}

const sign = <T>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
function compareVersions(a: Version, b: Version): number {
  for (const [at, number] of a.numbers.entries()) {
    const order = sign(number, b.numbers[at] ?? 0n);
    if (order !== 0) return order;
  }
  if (a.lead === null || b.lead === null) return sign(Number(a.lead === null), Number(b.lead === null));
  for (const [at, one] of a.lead.entries()) {
    const other = b.lead[at];
    if (other === undefined) return 1;
    const [isNumber, isOtherNumber] = [/^\d+$/.test(one), /^\d+$/.test(other)];
    const order =
      isNumber && isOtherNumber
        ? sign(BigInt(one), BigInt(other))
        : isNumber === isOtherNumber
          ? sign(one, other)
          : sign(Number(isOtherNumber), Number(isNumber));
    if (order !== 0) return order;
  }
  return sign(a.lead.length, b.lead.length);
}

/** -1, 0 or 1; null when the two cannot be compared. */
function compare(attribute: Scalar, value: unknown, as: string | undefined): number | null {
  if (typeof attribute === "boolean") return null;
  const [mine, wanted] = [String(attribute), String(value)];
  const of = as ?? (isNumeric(wanted) ? "number" : Number.isNaN(date(wanted)) ? "version" : "date");
  if (of === "version") {
    const [one, other] = [version(mine), version(wanted)];
    return one && other && compareVersions(one, other);
  }
  const [one, other] =
    of === "number"
      ? [isNumeric(mine) || typeof attribute === "number" ? Number(attribute) : Number.NaN, Number(wanted)]
      : [typeof attribute === "number" ? attribute : date(mine), typeof value === "number" ? value : date(wanted)];
  return Number.isNaN(one) ? null : sign(one, other);
}

function items(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  try {
    const parsed = JSON.parse(String(value));
    if (Array.isArray(parsed) && parsed.every(isScalar)) return parsed.map(String);
  } catch {
    // It is no JSON.
  }
  return String(value)
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** Whether a scalar passes the positive sense of an operator; null when that cannot be judged. */
function judge(attribute: Scalar, asked: Asked, isElement: boolean): boolean | null {
  const { value, ignore_case: ignoreCase = false, as } = asked;
  const fold = (text: unknown): string => (ignoreCase ? String(text).toLowerCase() : String(text));
  const mine = fold(attribute);
  const operator = asked.operator.replace("not_", "");
  const wanted = operator === "in" ? items(value) : Array.isArray(value) ? value.map(String) : [String(value)];
  switch (operator) {
    case "equals":
    case "in":
      if (as !== "version") return wanted.some((each) => fold(each) === mine);
      return version(String(attribute)) && wanted.some((each) => compare(String(attribute), each, as) === 0);
    case "is_true":
    case "is_false":
      return String(attribute) === operator.slice(3);
    case "greater_than":
    case "less_than": {
      const order = compare(attribute, value, as);
      return order === null ? null : order === (operator === "greater_than" ? 1 : -1);
    }
  }
  if (String(attribute).length > 16_384) return null;
  if (operator === "contains" && isElement) return wanted.some((each) => fold(each) === mine);
  switch (operator) {
    case "contains":
      return wanted.some((each) => mine.includes(fold(each)));
    case "starts_with":
      return wanted.some((each) => mine.startsWith(fold(each)));
    case "ends_with":
      return wanted.some((each) => mine.endsWith(fold(each)));
    case "regex":
      return wanted.some((each) =>
        RE2JS.compile(each, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0)
          .matcher(String(attribute))
          .find(),
      );
    default:
      throw new Error(`no such operator: ${operator}`);
  }
}

export function conditionHolds(context: object, name: string, asked: Asked): boolean {
  const { operator, negate = false } = asked;
  const attribute = read(context, name);
  if (attribute === undefined) return operator === "not_exists" && !negate;
  if (operator === "exists" || operator === "not_exists") return (operator === "exists") !== negate;
  const isNegative = operator.startsWith("not_") !== negate;
  if (Array.isArray(attribute)) {
    if (attribute.length > 5000) return false;
    const judged = attribute.filter(isScalar).map((each) => judge(each, asked, true));
    return isNegative ? judged.every((each) => each === false) : judged.some((each) => each === true);
  }
  return isScalar(attribute) && judge(attribute, asked, false) === !isNegative;
}

type Named = Asked & ({ attribute: string } | { key: string });

/** Segments that are not in a circle. */
export function elementHolds(
  element: ElementInput<Named>,
  context: object,
  segments: readonly SegmentInput[],
): boolean {
  if ("segment" in element) return segmentHolds(element.segment, context, segments);
  if ("operator" in element)
    return conditionHolds(context, "key" in element ? element.key : element.attribute, element);
  const [kind = "all", elements = []] = Object.entries(element)[0] ?? [];
  return groupHolds(kind, elements, context, segments);
}

function groupHolds(
  kind: string,
  elements: readonly ElementInput<Named>[],
  context: object,
  segments: readonly SegmentInput[],
) {
  const outcomes = elements.map((each) => elementHolds(each, context, segments));
  if (outcomes.length === 0) return false;
  return kind === "all" ? outcomes.every(Boolean) : outcomes.some(Boolean) === (kind === "any");
}

function segmentHolds(id: string, context: object, segments: readonly SegmentInput[]): boolean {
  const segment = segments.find((each) => each.id === id);
  return segment !== undefined && groupHolds(segment.match_type, segment.rules, context, segments);
}

/** The hash that a rule draws for a context, from 0 to 2^32 - 1; null without an id. */
function drawn(rule: RuleInput, salt: string, context: object): number | null {
  const id = read(context, rule.bucket_by ?? "user_id");
  return isScalar(id) && id !== "" ? murmurHash3.x86.hash32(new TextEncoder().encode(`${salt}:${id}`), 0) : null;
}

function isLetIn(rule: RuleInput, context: object): boolean {
  const percentage = rule.percentage ?? 100;
  const hash = drawn(rule, rule.salt ?? rule.id, context);
  return percentage === 100 || (hash !== null && (hash / 2 ** 32) * 100 < percentage);
}

/** What a rule gives whom it matches, and whether a draw decided. */
function givenBy(rule: RuleInput, context: object): { value: JsonValue; isDrawn: boolean } {
  const hash = rule.split ? drawn(rule, `${rule.salt ?? rule.id}/split`, context) : null;
  if (!rule.split || hash === null) return { value: rule.value, isDrawn: (rule.percentage ?? 100) < 100 };
  let sum = 0n;
  for (const { value, weight } of rule.split) {
    sum += BigInt(Math.round(weight * 1000));
    if (BigInt(hash) * 100_000n < sum * 2n ** 32n) return { value, isDrawn: true };
  }
  return { value: rule.value, isDrawn: true };
}

/** Of flags that require no circle of flags. */
export function naiveEvaluate(input: RulesetInput, key: string, context: object): FlagEvaluation | undefined {
  const { flags, rules, segments } = input;
  const flag = flags.find((each) => each.key === key);
  if (!flag) return undefined;
  const called = (value: JsonValue): Pick<FlagEvaluation, "variant" | "isVariantImplied"> => {
    const named = flag.variants?.find((each) => isDeepStrictEqual(each.value, value))?.name ?? null;
    if ((flag.variants ?? []).length > 0) return { variant: named };
    if (flag.flag_type !== "boolean" || typeof value !== "boolean") return {};
    return { variant: value ? "on" : "off", isVariantImplied: true };
  };
  const { value } = flag.default_value;
  const answer = (reason: FlagEvaluation["reason"]) => ({
    flagKey: key,
    value,
    reason,
    ruleId: null,
    ...called(value),
  });
  const isUnmet = (flag.requires ?? []).some((need) => {
    const isThere = flags.some((each) => each.key === need.flag && each.status !== "archived");
    const given = isThere && naiveEvaluate(input, need.flag, context);
    if (!given || "isCodeDefault" in given) return true;
    return need.variant !== undefined ? given.variant !== need.variant : !isDeepStrictEqual(given.value, need.value);
  });
  if (!flag.enabled || flag.status === "archived" || isUnmet) {
    if (flag.when_disabled !== "code_default") return answer("DISABLED");
    return { flagKey: key, value: null, reason: "DISABLED", ruleId: null, isCodeDefault: true };
  }
  const enabled = rules
    .filter((rule) => rule.flag_id === flag.id && rule.enabled)
    .sort((a, b) => a.position - b.position);
  for (const rule of enabled) {
    if (!rule.conditions.every((each) => elementHolds(each, context, segments))) continue;
    if (rule.segment_id && !segmentHolds(rule.segment_id, context, segments)) continue;
    if (!isLetIn(rule, context)) continue;
    const given = givenBy(rule, context);
    const reason = given.isDrawn ? "SPLIT" : "TARGETING_MATCH";
    return { flagKey: key, value: given.value, reason, ruleId: rule.id, ...called(given.value) };
  }
  return answer(enabled.length === 0 && !flag.requires?.length ? "STATIC" : "DEFAULT");
}
