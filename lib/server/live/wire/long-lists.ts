import { hash } from "node:crypto";
import { conditionsIn, type ElementInput, mapConditions, type RuleInput, type SegmentInput } from "@/lib/targeting";
import type { ProjectSource } from "../project-source";
import { rulesIn, segmentsIn } from "./content";

/** A longer value of a condition is sent by its content, once, and not with each change of what is around it. */
const LONGEST = { items: 1_000, textLength: 16 * 1_024 };

interface StoredCondition {
  readonly value?: unknown;
}
type Elements = readonly ElementInput<StoredCondition>[];

const isLong = (value: unknown): value is string | unknown[] =>
  typeof value === "string" ? value.length > LONGEST.textLength : Array.isArray(value) && value.length > LONGEST.items;

const known = new WeakMap<object, string>();

/** The SHA-256 of a value's JSON text, in hexadecimal digits. */
function digestOf(value: string | unknown[]): string {
  const digest = (typeof value === "object" && known.get(value)) || hash("sha256", JSON.stringify(value));
  if (typeof value === "object") known.set(value, digest);
  return digest;
}

/** Whether what is stored has a long list; it may be damaged, and then is sent as it is. */
const hasLong = (elements: Elements): boolean =>
  Array.isArray(elements) && conditionsIn(elements).some((condition) => isLong(condition?.value));

const shortened = <C extends StoredCondition>(elements: readonly ElementInput<C>[]): readonly ElementInput<C>[] =>
  mapConditions(elements, (condition) =>
    isLong(condition?.value) ? { ...condition, value: { list: digestOf(condition.value) } } : condition,
  );

/** A rule whose long lists are named by what is in them. */
export const shortRule = (rule: RuleInput): RuleInput =>
  hasLong(rule.conditions) ? { ...rule, conditions: shortened(rule.conditions) } : rule;

/** A segment whose long lists are named by what is in them. */
export const shortSegment = (segment: SegmentInput): SegmentInput =>
  hasLong(segment.rules) ? { ...segment, rules: shortened(segment.rules) } : segment;

/** The JSON text of the list of this content, when a rule of the environment uses it. */
export function listOfContent(source: ProjectSource, environment: string, digest: string): string | undefined {
  for (const value of longValues(source, environment)) if (digestOf(value) === digest) return JSON.stringify(value);
  return undefined;
}

function* longValues(source: ProjectSource, environment: string): Generator<string | unknown[]> {
  for (const flag of source.flags.values()) {
    for (const { conditions } of rulesIn(flag, environment)) yield* longIn(conditions);
  }
  for (const { rules } of segmentsIn(source, environment).values()) yield* longIn(rules);
}

function* longIn(elements: Elements): Generator<string | unknown[]> {
  if (!Array.isArray(elements)) return;
  for (const condition of conditionsIn<StoredCondition>(elements)) if (isLong(condition?.value)) yield condition.value;
}
