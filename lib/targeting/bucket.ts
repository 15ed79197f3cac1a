import type { Attribute, AttributeTable, Properties } from "./context";
import { Murmur3 } from "./murmur3";

const DEFAULT_BUCKET_BY = "user_id";

/**
 * A percentage rollout. A context's bucket depends only on the rule's salt and the context's id: so raising the
 * percentage never removes anyone, reordering rules moves nobody, and the rollouts of two rules are independent.
 */
export class Rollout {
  private readonly hash: Murmur3;

  /** @param percentage from 0 to 100 */
  constructor(
    readonly percentage: number,
    readonly attribute: Attribute,
    salt: string,
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

  matches(context: Properties, epoch: number): boolean {
    if (this.percentage >= 100) return true;
    const bucket = this.bucket(context, epoch);
    return bucket !== null && bucket < this.percentage;
  }
}

interface StoredRollout {
  readonly percentage?: unknown;
  readonly bucket_by?: unknown;
  readonly salt?: unknown;
  readonly id?: unknown;
}

/** The rollout of a stored rule, null when it has no percentage, or why it cannot work. */
export function compileRollout(rule: StoredRollout, attributes: AttributeTable): Rollout | { fault: string } | null {
  const percentage = rule.percentage ?? null;
  if (percentage === null) return null;
  if (typeof percentage !== "number" || !(percentage >= 0 && percentage <= 100)) {
    return { fault: "the percentage is not a number from 0 to 100" };
  }
  const bucketBy = rule.bucket_by ?? DEFAULT_BUCKET_BY;
  if (typeof bucketBy !== "string") return { fault: "the rule's bucket_by is not a string" };
  const salt = rule.salt ?? rule.id;
  if (typeof salt !== "string") return { fault: "the rule's salt is not a string" };
  return new Rollout(percentage, attributes.get(bucketBy), salt);
}
