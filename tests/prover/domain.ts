import murmurHash3 from "murmurhash3js-revisited";
import type { JsonValue, RuleConditionInput, RuleInput } from "@/lib/targeting";
import { conditionHolds } from "../unit/targeting/naive";

// Everybody of a small world, counted one by one. Conditions and buckets are decided by the naive reading that the
// engine's own tests use: nothing here is shared with the engine or its analysis.

export const attributes = ["plan", "level", "user_id"] as const;
export type Attribute = (typeof attributes)[number];

/** More than is searched: it differs from other texts, and contains nothing. */
const LONG = "x".repeat(16_385);

/** What an attribute can be. */
export interface Value {
  /** Undefined: missing. */
  readonly value: unknown;
  readonly isList: boolean;
  /** For somebody whose id can be any: the bucket for each salt. Null: the value itself has the buckets. */
  readonly buckets: ReadonlyMap<string, number> | null;
  /** The part of all ids with these buckets; 1 where no bucket is asked for. */
  readonly share: number;
}

/** Of a value as it is. */
export const known = (value: unknown): Value => ({ value, isList: Array.isArray(value), buckets: null, share: 1 });

const pairs = (some: readonly string[], other: readonly string[]): string[] =>
  some.flatMap((one) => other.map((two) => one + two));

const LETTERS = ["a", "b", "A", "B"];
/** What conditions on the words `a`, `ab`, `b` and `AB` can look for, in each case. */
const PIECES = ["", ...LETTERS, ...pairs(["a", "A"], ["b", "B"])];
/**
 * Texts for each way in which such conditions can come out: whole ones, and with pieces at the start, inside and at the
 * end.
 */
const plans = [
  ...["z", "zz", ...LETTERS, ...pairs(LETTERS, LETTERS), ...pairs(LETTERS, pairs(LETTERS, LETTERS))],
  ...pairs(PIECES, pairs(pairs(["z"], PIECES), pairs(["z"], PIECES))),
  ...pairs(pairs(["z"], PIECES), pairs(pairs(["z"], PIECES), ["z"])),
];

/**
 * Around the numbers, versions and dates that conditions compare with: 5, 10 and 10 March 2025. What is of several of
 * these at once is there in each combination: a long text is as good as the number 5 and an older or a newer version.
 */
const levels = [
  ...[3, 5, 7, "5", "10", 10, 11, "5.0", "10.0", "+3", "+5", "+7", "+10", "+11", "5.5", "10.5"],
  ...["4.9999999999999999999999", "5.0000000000000000000007", "9.9999999999999999999999", "10.0000000000000000000007"],
  ...["3.0.0", "5.0.0", "v5", "7.0.0", "10.0.0", "11.0.0", "5.0.0-rc.1"],
  ...["20250101", "20250310", "20250601", "2025-01-01", "2025-03-10", "2025-06-01"],
  // A year is the first part of a version.
  ...["0003-01-01", "0007-01-01"],
  ...["2025-01-01T00:00:00Z", "2025-03-10T01:00:00+01:00", "2025-06-01T00:00:00Z"],
  ...[1735689600000, 1741564800000, 1748736000000, "+1735689600000", "+1741564800000", "+1748736000000"],
  ...["1741564800000", true, "soon"],
];
const ids = ["u1", "u2", "U1", "U2"];
/** Ids that no condition names, with and without the start that conditions ask for, and one that is not searched. */
const anyIds = ["u~", "U~", "~", `~${LONG}`];

const valuesOf = (some: readonly unknown[]): readonly Value[] => [...new Set(["", LONG, ...some])].map(known);
const listsOf = (some: readonly unknown[]): readonly Value[] =>
  [...new Set(["", LONG, ...some])].map((each) => known([each]));

const scalars: Readonly<Record<Attribute, readonly Value[]>> = {
  plan: valuesOf(plans),
  level: valuesOf(levels),
  user_id: valuesOf(ids),
};
const unnamed = anyIds.map(known);
const elements: Readonly<Record<Attribute, readonly Value[]>> = {
  plan: listsOf(plans),
  level: listsOf(levels),
  user_id: listsOf([...ids, ...anyIds]),
};

/** Where a bucket can be: in each part between 0, 1, 50 and 100 %, where percentages and arms end. */
const PARTS = [
  { at: 0.5, share: 0.01 },
  { at: 25, share: 0.49 },
  { at: 75, share: 0.5 },
] as const;

/**
 * What an attribute can be but for lists, one value of those that these conditions do not tell apart: missing, an
 * object, scalars, and somebody with each combination of buckets.
 */
export function singleValues(
  attribute: Attribute,
  conditions: readonly RuleConditionInput[],
  salts: readonly string[],
): readonly Value[] {
  const absent = [known(undefined), known({})];
  if (attribute !== "user_id") return [...absent, ...toldApart(scalars[attribute], conditions)];
  // Ids differ in their buckets, too.
  const values = [...absent, ...scalars[attribute]];
  const withBuckets = toldApart(unnamed, conditions).flatMap(({ value }) =>
    combinations(salts).map((found) => ({ value, isList: false, ...found })),
  );
  return [...values, ...withBuckets];
}

/** Lists of one element, one of those that these conditions do not tell apart. */
export const elementValues = (attribute: Attribute, conditions: readonly RuleConditionInput[]): readonly Value[] =>
  toldApart(elements[attribute], conditions);

function combinations(salts: readonly string[]): Pick<Value, "buckets" | "share">[] {
  return salts.reduce<{ buckets: Map<string, number>; share: number }[]>(
    (all, salt) =>
      all.flatMap(({ buckets, share }) =>
        PARTS.map((part) => ({ buckets: new Map([...buckets, [salt, part.at]]), share: share * part.share })),
      ),
    [{ buckets: new Map(), share: 1 }],
  );
}

/** The bucket of a value, from 0 to 100; null for what is no id. */
export function bucketOf({ value, buckets }: Pick<Value, "value" | "buckets">, salt: string): number | null {
  if (buckets !== null) return buckets.get(salt) ?? null;
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return null;
  if (value === "") return null;
  const key = `${salt}:${value}`;
  const bucket = computed.get(key) ?? (murmurHash3.x86.hash32(encoder.encode(key)) / 2 ** 32) * 100;
  if (computed.size < MOST_BUCKETS) computed.set(key, bucket);
  return bucket;
}

/** The arm of a rule's split for somebody, by the value of its `bucket_by`; null: none. */
export function armFor({ split, salt, id }: RuleInput, holder: Pick<Value, "value" | "buckets">): number | null {
  const bucket = split ? bucketOf(holder, `${salt ?? id}/split`) : null;
  if (!split || bucket === null) return null;
  let sum = 0;
  for (const [place, { weight }] of split.entries()) {
    sum += weight;
    if (bucket < sum) return place;
  }
  return null;
}

export const valueOfArm = ({ split, value }: RuleInput, arm: number | null): JsonValue =>
  (arm === null ? undefined : split?.[arm]?.value) ?? value;

const encoder = new TextEncoder();
const computed = new Map<string, number>();
/** Enough for the ids and salts of all worlds; witnesses bring others. */
const MOST_BUCKETS = 1_000;

/** Whether a condition holds for each of an attribute's values. */
export function truthsOf(values: readonly Value[], { attribute, ...asked }: RuleConditionInput): readonly boolean[] {
  return values.map(({ value }) => conditionHolds(value === undefined ? {} : { [attribute]: value }, attribute, asked));
}

const tables = new Map<readonly Value[], Map<string, readonly boolean[]>>();

/** The same for all that an attribute can be, asked once in all worlds. */
function truthsOfAll(values: readonly Value[], condition: RuleConditionInput): readonly boolean[] {
  const table = tables.get(values) ?? new Map<string, readonly boolean[]>();
  tables.set(values, table);
  const key = JSON.stringify(condition);
  const truths = table.get(key) ?? truthsOf(values, condition);
  table.set(key, truths);
  return truths;
}

/** The first of each values that these conditions do not tell apart. */
function toldApart(values: readonly Value[], conditions: readonly RuleConditionInput[]): readonly Value[] {
  let groups = values.map(() => 0);
  for (const condition of conditions) {
    const truths = truthsOfAll(values, condition);
    const numbers = new Map<number, number>();
    groups = groups.map((group, at) => {
      const split = group * 2 + (truths[at] ? 1 : 0);
      const number = numbers.get(split) ?? numbers.size;
      numbers.set(split, number);
      return number;
    });
  }
  const firsts = new Map<number, Value>();
  for (const [at, value] of values.entries()) {
    const group = groups[at] ?? 0;
    if (!firsts.has(group)) firsts.set(group, value);
  }
  return [...firsts.values()];
}
