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

/** What a list attribute can hold, in all its combinations. */
export function lists(elements: readonly unknown[]): readonly Value[] {
  return Array.from({ length: 2 ** elements.length }, (_, subset) =>
    known(elements.filter((_each, bit) => (subset >> bit) % 2)),
  );
}

// One text, and one element, for each way in which conditions on the words `a`, `ab` and `b` can come out.
const plans = ["a", "ab", "b", "az", "abz", "bz", "ba", "bab", "za", "zab", "zb", "zba", "azb", "aab", "zz", "", LONG];
const planElements = ["a", "ab", "b", "az", "abz", "bz"];
// The same of the numbers 5 and 10.
// Some are written otherwise: the same numbers, and other texts.
const levels = [3, 5, 7, "10", 11, "5.0", "10.0", true, "x"];
const levelElements = [3, "5", 7, 10, 11, "5.0", "10.0"];
/** Versions that are no numbers, and numbers that are no versions, around the same two. */
const versions = ["3.0.0", "5.0.0", "7.0.0", "10.0.0", "11.0.0", "3e0", "5e0", "7e0", "10e0", "11e0"];
const versionElements = ["3.0.0", "7.0.0", "11.0.0", "3e0", "7e0", "11e0"];
const ids = ["u1", "u2", ""];
const idElements = ["u1", "u2", "u~"];
/** Ids that no condition names, with and without the start that conditions ask for. */
const anyIds = ["u~", "~"];

/** Where a draw can fall: in each part between the percentages 0, 1, 50 and 100. */
const PARTS = [
  { at: 0.5, share: 0.01 },
  { at: 25, share: 0.49 },
  { at: 75, share: 0.5 },
] as const;

interface Possible {
  /** Missing, an object, scalars, and somebody with each combination of draws. */
  readonly values: readonly Value[];
  /** What lists of it are made of. */
  readonly elements: readonly unknown[];
}

/** What each attribute can be. */
export function valuesFor(salts: readonly string[], hasVersions: boolean): Readonly<Record<Attribute, Possible>> {
  const drawn = anyIds.flatMap((value) => combinations(salts).map((draws) => ({ value, isList: false, ...draws })));
  const single = (scalars: readonly unknown[]) => [undefined, {}, ...scalars].map(known);
  return {
    plan: { values: single(plans), elements: planElements },
    level: hasVersions
      ? { values: single([...levels, ...versions]), elements: [...levelElements, ...versionElements] }
      : { values: single(levels), elements: levelElements },
    user_id: { values: [...single(ids), ...drawn], elements: idElements },
  };
}

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

/** Whether a condition holds for each of an attribute's values. */
export function truthsOf(values: readonly Value[], { attribute, ...asked }: RuleConditionInput): readonly boolean[] {
  return values.map((each) =>
    conditionHolds(each.value === undefined ? {} : { [attribute]: each.value }, attribute, asked),
  );
}
