import { conditionsIn, type ElementInput, leavesOf, type RuleInput, type SegmentInput } from "@/lib/targeting";
import type { FlagSource, ProjectSource } from "./project-source";

/**
 * Bytes of heap that parts of a project take, stored and compiled. Measured on Node 20; a test compares the sums with
 * the heap. A condition is counted wherever it occurs, so one that many rules share takes less.
 */
const BYTES = {
  /** An empty project. */
  project: 10_000,
  flag: 500,
  /** A flag in one environment, without its rules. */
  flagInEnvironment: 600,
  rule: 1_150,
  /** Without its value. */
  arm: 250,
  condition: 1_250,
  /** A group, counted for each of its elements; a reference to a segment. */
  group: 400,
  reference: 250,
  /** What the engine stores of one attribute; counted once for each flag or segment that uses it. */
  attribute: 800,
  /** A compiled pattern, and each of its characters. What it learns from texts is bounded elsewhere. */
  pattern: 8_000,
  patternCharacter: 350,
  /** An item of a list, stored and in its set, without its text. */
  listItem: 84,
  /** A value within JSON, without its text. */
  jsonValue: 32,
  segment: 700,
};
/** RE2 expands repetitions to at most this many copies, all of a pattern together. */
const MOST_REPETITIONS = 1_000;

const known = new WeakMap<object, number>();

/** Bytes of heap for a project's rulesets and what they are compiled from. */
export function memoryOfProject({ flags, segments, held }: ProjectSource): number {
  let bytes = BYTES.project + flags.size * held.length * BYTES.flagInEnvironment;
  for (const flag of flags.values()) bytes += memoryOfFlag(flag);
  for (const segment of segments.values()) bytes += memoryOfSegment(segment);
  return bytes;
}

export function memoryOfFlag(source: FlagSource): number {
  return remembered(source, ({ flag, rules }) => {
    let bytes =
      BYTES.flag +
      memoryOfJson(flag.default_value.value) +
      memoryOfJson(flag.environments) +
      memoryOfJson(flag.variants) +
      memoryOfJson(flag.requires);
    const attributes = new Set<unknown>();
    for (const rule of [...rules.values()].flat()) {
      bytes += memoryOfRule(rule);
      for (const condition of conditionsIn(listOf(rule.conditions))) attributes.add(condition?.attribute);
    }
    return bytes + attributes.size * BYTES.attribute;
  });
}

export function memoryOfSegment(segment: SegmentInput): number {
  return remembered(segment, ({ rules }) => {
    const attributes = new Set(conditionsIn(listOf(rules)).map((condition) => condition?.key));
    return BYTES.segment + attributes.size * BYTES.attribute + memoryOfConditions(rules);
  });
}

function remembered<T extends object>(source: T, count: (source: T) => number): number {
  const bytes = known.get(source) ?? count(source);
  known.set(source, bytes);
  return bytes;
}

function memoryOfRule({ conditions, value, split }: RuleInput): number {
  const arms = listOf(split ?? []);
  const armBytes = arms.reduce((bytes, arm) => bytes + BYTES.arm + memoryOfJson(arm?.value), 0);
  return BYTES.rule + memoryOfJson(value) + memoryOfConditions(conditions) + armBytes;
}

interface StoredCondition {
  readonly operator: string;
  readonly value?: unknown;
}

/** Stored data may be damaged: anything but a list of conditions counts as empty. */
const listOf = <T>(conditions: readonly T[]): readonly T[] => (Array.isArray(conditions) ? conditions : []);

function memoryOfConditions(elements: readonly ElementInput<StoredCondition>[]): number {
  let bytes = 0;
  for (const { element, path } of leavesOf(listOf(elements))) {
    // Every other key of the path leads into a group.
    bytes += ((path.length - 1) / 2) * BYTES.group;
    bytes +=
      element.type === "condition" ? BYTES.condition + memoryOfOperand(element.condition ?? {}) : BYTES.reference;
  }
  return bytes;
}

function memoryOfOperand({ operator, value }: Partial<StoredCondition>): number {
  if (operator === "regex" && value !== undefined) {
    return [value].flat().reduce((bytes: number, pattern) => bytes + memoryOfPattern(String(pattern)), 0);
  }
  if (!Array.isArray(value)) return memoryOfJson(value);
  let bytes = 0;
  for (const item of value) bytes += BYTES.listItem + (typeof item === "string" ? textBytes(item) : BYTES.jsonValue);
  return bytes;
}

function memoryOfPattern(pattern: string): number {
  let repetitions = 1;
  for (const [, count] of pattern.matchAll(/\{\d*,?(\d+)\}/g)) repetitions *= Math.max(1, Number(count));
  return BYTES.pattern + textBytes(pattern) * BYTES.patternCharacter * Math.min(repetitions, MOST_REPETITIONS);
}

function memoryOfJson(value: unknown): number {
  if (typeof value === "string") return BYTES.jsonValue + textBytes(value);
  if (typeof value !== "object" || value === null) return BYTES.jsonValue;
  let bytes = 2 * BYTES.jsonValue;
  for (const [key, member] of Object.entries(value)) {
    bytes += memoryOfJson(member) + (Array.isArray(value) ? 0 : textBytes(key));
  }
  return bytes;
}

/** V8 keeps a text at one byte a character as long as it is Latin-1. */
function textBytes(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of Latin-1 is meant
  return /^[\u0000-\u00ff]*$/.test(text) ? text.length : text.length * 2;
}
