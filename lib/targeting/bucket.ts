import type { Attribute, AttributeTable, Properties } from "./context";
import { Murmur3 } from "./murmur3";
import { bucketingOf, type StoredBucketing, thousandths, WHOLE_SPLIT } from "./rule-columns";
import type { FlagEvaluation, JsonValue } from "./types";
import { isRecord, storedJson } from "./values";

/**
 * Computes the bucket of a context's id. The bucket depends on the salt and the id alone; buckets of two salts are
 * independent.
 */
export class Bucketing {
  private readonly hash: Murmur3;

  constructor(
    readonly attribute: Attribute,
    readonly salt: string,
  ) {
    this.hash = new Murmur3(`${salt}:`);
  }

  /**
   * The context's bucket, from 0 to just under 100; null when it has no id. Only a scalar is an id, and an empty text
   * is not: everyone with an empty one would be in the same bucket.
   */
  bucket(context: Properties, epoch: number): number | null {
    const { kind, text } = this.attribute.read(context, epoch);
    return kind === "scalar" && text !== "" ? (this.hash.of(text) / 2 ** 32) * 100 : null;
  }
}

/** A percentage rollout: raising the percentage never removes anyone, and reordering rules moves nobody. */
export class Rollout extends Bucketing {
  /** @param percentage from 0 to 100 */
  constructor(
    readonly percentage: number,
    ...bucketing: ConstructorParameters<typeof Bucketing>
  ) {
    super(...bucketing);
  }

  matches(context: Properties, epoch: number): boolean {
    if (this.percentage >= 100) return true;
    const bucket = this.bucket(context, epoch);
    return bucket !== null && bucket < this.percentage;
  }
}

interface StoredRollout extends StoredBucketing {
  readonly percentage?: unknown;
}

/** The rollout of a stored rule, null when it has no percentage, or why it cannot work. */
export function compileRollout(rule: StoredRollout, attributes: AttributeTable): Rollout | { fault: string } | null {
  const percentage = rule.percentage ?? null;
  if (percentage === null) return null;
  if (typeof percentage !== "number" || !(percentage >= 0 && percentage <= 100)) {
    return { fault: "the percentage is not a number from 0 to 100" };
  }
  const bucketing = bucketingOf(rule);
  return "fault" in bucketing ? bucketing : new Rollout(percentage, attributes.get(bucketing.bucketBy), bucketing.salt);
}

/** A part of a split. */
export interface Arm {
  readonly answer: FlagEvaluation;
  /** Where it begins and ends, in thousandths of a percent; it holds its beginning and not its end. */
  readonly from: number;
  readonly to: number;
}

/**
 * Divides the people whom a rule matches among several values. It uses a salt of its own, so it is independent of the
 * rule's percentage: raising the percentage moves nobody from one value to another.
 */
export class Split extends Bucketing {
  /**
   * @param rest the answer for those whom the weights leave over
   * @param withoutId the rule's own answer, for those without an id
   */
  constructor(
    readonly arms: readonly Arm[],
    readonly rest: FlagEvaluation,
    readonly withoutId: FlagEvaluation,
    ...bucketing: ConstructorParameters<typeof Bucketing>
  ) {
    super(...bucketing);
  }

  answerFor(context: Properties, epoch: number): FlagEvaluation {
    const bucket = this.bucket(context, epoch);
    return bucket === null ? this.withoutId : (this.armOf(bucket)?.answer ?? this.rest);
  }

  /** The arm that holds a bucket; undefined when the weights leave the bucket over. */
  armOf(bucket: number): Arm | undefined {
    return this.arms.find(({ to }) => isUnder(bucket, to));
  }

  /** Whether a context's bucket is below a border. */
  isBelow(border: number, context: Properties, epoch: number): boolean {
    const bucket = this.bucket(context, epoch);
    return bucket !== null && isUnder(bucket, border);
  }
}

/**
 * Whether a bucket lies below a border in thousandths of a percent. Exact: a bucket has 39 binary digits at most, and a
 * thousand times it 49.
 */
const isUnder = (bucket: number, border: number): boolean => bucket * 1000 < border;

/** Appended to a rule's salt to make the salt of its split. */
export const splitSalt = (salt: string): string => `${salt}/split`;

/**
 * The split of a stored rule, null when it has none, or why it cannot work.
 * @param whole the rule's own answer
 * @param answerOf makes the answer of an arm from its value
 */
export function compileSplit(
  rule: Readonly<Record<string, unknown>>,
  whole: FlagEvaluation,
  answerOf: (value: JsonValue) => FlagEvaluation,
  attributes: AttributeTable,
): Split | { fault: string } | null {
  const split = rule.split ?? null;
  if (split === null) return null;
  const arms = armsOf(split, answerOf);
  if (arms === null) return { fault: "the rule's split is not a list of values with weights up to 100 percent" };
  const bucketing = bucketingOf(rule);
  if ("fault" in bucketing) return bucketing;
  return new Split(arms, answerOf(whole.value), whole, attributes.get(bucketing.bucketBy), splitSalt(bucketing.salt));
}

function armsOf(split: unknown, answer: (value: JsonValue) => FlagEvaluation): Arm[] | null {
  if (!Array.isArray(split) || split.length === 0) return null;
  const arms: Arm[] = [];
  let from = 0;
  for (const stored of split) {
    if (!isRecord(stored) || stored.value === undefined) return null;
    const weight = thousandths(stored.weight);
    if (weight === null || from + weight > WHOLE_SPLIT) return null;
    arms.push({ answer: answer(storedJson(stored.value)), from, to: from + weight });
    from += weight;
  }
  return arms;
}
