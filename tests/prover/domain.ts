import murmurHash3 from "murmurhash3js-revisited";
import type { RuleConditionInput } from "@/lib/targeting";
import { conditionHolds } from "../unit/targeting/naive";

// Everybody of a small world, counted one by one. What conditions and draws say of them is read off semantics.md by the
// naive reading that the engine's own tests use: nothing here is shared with the engine or its analysis.

export const attributes = ["plan", "level", "user_id"] as const;
export type Attribute = (typeof attributes)[number];

/** More than is searched: it differs from other texts, and contains nothing. */
const LONG = "x".repeat(16_385);

/** What an attribute can be. */
export interface Value {
  /** Undefined: missing. */
  readonly value: unknown;
  readonly isList: boolean;
  /** For somebody whose id can be any: where each salt's draw falls. Null: the draw is that of the value itself. */
  readonly draws: ReadonlyMap<string, number> | null;
  /** The part of all who have any id whose draws fall so; 1 where nothing is drawn. */
  readonly share: number;
}

/** Of a value as it is. */
export const known = (value: unknown): Value => ({ value, isList: Array.isArray(value), draws: null, share: 1 });

const pairs = (some: readonly string[], other: readonly string[]): string[] =>
  some.flatMap((one) => other.map((two) => one + two));

const LETTERS = ["a", "b", "A", "B"];
/** What conditions on the words `a`, `ab`, `b` and `AB` can look for, in each case. */
const PIECES = ["", ...LETTERS, ...pairs(["a", "A"], ["b", "B"])];
/** Texts for each way in which such conditions can come out: whole ones, and with pieces at the start, inside and at the end. */
const plans = [
  ...["z", "zz", ...LETTERS, ...pairs(LETTERS, LETTERS), ...pairs(LETTERS, pairs(LETTERS, LETTERS))],
  ...pairs(PIECES, pairs(pairs(["z"], PIECES), pairs(["z"], PIECES))),
  ...pairs(pairs(["z"], PIECES), pairs(pairs(["z"], PIECES), ["z"])),
];

/**
 * Around the numbers, versions and dates that conditions compare with: 5, 10 and 10 March 2025. What is of several of these
 * at once is there in each combination: a long text is as good as the number 5 and an older or a newer version.
 */
const levels = [
  ...[3, 5, 7, "5", "10", 10, 11, "5.0", "10.0", "+3", "+5", "+7", "+10", "+11", "5.5", "10.5"],
  ...["4.9999999999999999999999", "5.0000000000000000000007", "9.9999999999999999999999", "10.0000000000000000000007"],
  ...["3.0.0", "5.0.0", "v5", "7.0.0", "10.0.0", "11.0.0", "5.0.0-rc.1"],
  ...["20250101", "20250310", "20250601", "2025-01-01", "2025-03-10", "2025-06-01"],
  ...["2025-01-01T00:00:00Z", "2025-03-10T01:00:00+01:00", "2025-06-01T00:00:00Z"],
  ...[1735689600000, 1741564800000, 1748736000000, "+1735689600000", "+1741564800000", "+1748736000000"],
  ...["1741564800000", true, "soon"],
];
const ids = ["u1", "u2", "U1", "U2"];
/** Ids that no condition names, with and without the start that conditions ask for. */
const anyIds = ["u~", "U~", "~"];

const scalars: Readonly<Record<Attribute, readonly unknown[]>> = {
  plan: ["", LONG, ...plans],
  level: ["", LONG, ...levels],
  user_id: ["", LONG, ...ids],
};

/** Where a draw can fall: in each part between the percentages 0, 1, 50 and 100. */
const PARTS = [
  { at: 0.5, share: 0.01 },
  { at: 25, share: 0.49 },
  { at: 75, share: 0.5 },
] as const;

/** What an attribute can be but for lists: missing, an object, scalars, and somebody with each combination of draws. */
export function singleValues(attribute: Attribute, salts: readonly string[]): readonly Value[] {
  const single = [undefined, {}, ...scalars[attribute]].map(known);
  if (attribute !== "user_id") return single;
  const drawn = anyIds.flatMap((value) => combinations(salts).map((draws) => ({ value, isList: false, ...draws })));
  return [...single, ...drawn];
}

/** What lists of it are made of. */
export const elementsOf = (attribute: Attribute): readonly unknown[] => [
  ...new Set([...scalars[attribute], ...(attribute === "user_id" ? anyIds : [])]),
];

function combinations(salts: readonly string[]): Pick<Value, "draws" | "share">[] {
  return salts.reduce<{ draws: Map<string, number>; share: number }[]>(
    (all, salt) =>
      all.flatMap(({ draws, share }) =>
        PARTS.map((part) => ({ draws: new Map([...draws, [salt, part.at]]), share: share * part.share })),
      ),
    [{ draws: new Map(), share: 1 }],
  );
}

/** Where the draw of a value falls, from 0 to 100; null for what is no id. */
export function bucketOf({ value, draws }: Pick<Value, "value" | "draws">, salt: string): number | null {
  if (draws !== null) return draws.get(salt) ?? null;
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return null;
  if (value === "") return null;
  const hash = murmurHash3.x86.hash32(new TextEncoder().encode(`${salt}:${value}`));
  return (hash / 2 ** 32) * 100;
}

const outcomes = new Map<string, Map<unknown, boolean>>();

/** Whether a condition holds for each of an attribute's values. What it says of a scalar is asked once in all worlds. */
export function truthsOf(values: readonly Value[], condition: RuleConditionInput): readonly boolean[] {
  const key = JSON.stringify(condition);
  const { attribute, ...asked } = condition;
  const known = outcomes.get(key) ?? new Map<unknown, boolean>();
  outcomes.set(key, known);
  return values.map(({ value }) => {
    const answer = known.get(value);
    if (answer !== undefined) return answer;
    const holds = conditionHolds(value === undefined ? {} : { [attribute]: value }, attribute, asked);
    if (typeof value !== "object") known.set(value, holds);
    return holds;
  });
}
