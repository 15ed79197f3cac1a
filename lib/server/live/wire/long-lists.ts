import { hash } from "node:crypto";
import { conditionsIn, type ElementInput, mapConditions, type RuleInput, type SegmentInput } from "@/lib/targeting";
import type { ProjectSource } from "../project-source";
import { rulesIn, segmentsIn } from "./content";

/**
 * A longer value of a condition is sent separately, once, and named by its hash, so that a change elsewhere does not
 * send it again.
 */
const LONGEST = { items: 1_000, textLength: 16 * 1_024 };

interface StoredCondition {
  readonly value?: unknown;
}
type Elements = readonly ElementInput<StoredCondition>[];

/** As in JSON: the items, or their text with commas. */
type LongList = string | unknown[];
type Lists = ReadonlyMap<string, LongList>;

const isLong = (value: unknown): value is LongList =>
  typeof value === "string" ? value.length > LONGEST.textLength : Array.isArray(value) && value.length > LONGEST.items;

const known = new WeakMap<object, string>();

/** The SHA-256 of a value's JSON text, in hexadecimal. */
function digestOf(value: LongList): string {
  const digest = (typeof value === "object" && known.get(value)) || hash("sha256", JSON.stringify(value));
  if (typeof value === "object") known.set(value, digest);
  return digest;
}

/** Whether a stored list of conditions contains a long list. Damaged data counts as none, and is sent as it is. */
const hasLong = (elements: Elements): boolean =>
  Array.isArray(elements) && conditionsIn(elements).some((condition) => isLong(condition?.value));

const shortened = <C extends StoredCondition>(elements: readonly ElementInput<C>[]): readonly ElementInput<C>[] =>
  mapConditions(elements, (condition) =>
    isLong(condition?.value) ? { ...condition, value: { list: digestOf(condition.value) } } : condition,
  );

/** A rule in which hashes stand for long lists. */
export const shortRule = (rule: RuleInput): RuleInput =>
  hasLong(rule.conditions) ? { ...rule, conditions: shortened(rule.conditions) } : rule;

/** A segment in which hashes stand for long lists. */
export const shortSegment = (segment: SegmentInput): SegmentInput =>
  hasLong(segment.rules) ? { ...segment, rules: shortened(segment.rules) } : segment;

/** The long lists of one list of rules, or of a segment. What has not changed is the same object, and is read once. */
const listsIn = new WeakMap<object, Lists>();

/** The long lists of an environment's rules by their hashes, with a step for each flag and each segment. */
export function* longLists(source: ProjectSource, environment: string): Generator<undefined, Lists> {
  const all = new Map<string, LongList>();
  const add = (owner: object, read: () => Iterable<LongList>) => {
    const own = listsIn.get(owner) ?? new Map([...read()].map((list) => [digestOf(list), list]));
    listsIn.set(owner, own);
    for (const [digest, list] of own) all.set(digest, list);
  };
  for (const flag of source.flags.values()) {
    const rules = rulesIn(flag, environment);
    add(rules, () => rules.flatMap(({ conditions }) => [...longIn(conditions)]));
    yield;
  }
  for (const segment of segmentsIn(source, environment).values()) {
    add(segment, () => longIn(segment.rules));
    yield;
  }
  return all;
}

function* longIn(elements: Elements): Generator<LongList> {
  if (!Array.isArray(elements)) return;
  for (const condition of conditionsIn<StoredCondition>(elements)) if (isLong(condition?.value)) yield condition.value;
}
