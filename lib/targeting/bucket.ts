import type { Attribute, AttributeTable, Properties } from "./context";
import { Murmur3 } from "./murmur3";
import { bucketByOf } from "./rule-defaults";

/** Draws a bucket for a context's id. It depends on the salt and the id alone; draws of two salts are independent. */
export class Draw {
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
export class Rollout extends Draw {
  /** @param percentage from 0 to 100 */
  constructor(
    readonly percentage: number,
    ...draw: ConstructorParameters<typeof Draw>
  ) {
    super(...draw);
  }

  matches(context: Properties, epoch: number): boolean {
    if (this.percentage >= 100) return true;
    const bucket = this.bucket(context, epoch);
    return bucket !== null && bucket < this.percentage;
  }
}

interface StoredDraw {
  readonly bucket_by?: unknown;
  readonly salt?: unknown;
  readonly id?: unknown;
}

/** What a stored rule draws by, or why it cannot. */
export function drawOf(rule: StoredDraw): { readonly bucketBy: string; readonly salt: string } | { fault: string } {
  const bucketBy = bucketByOf(rule);
  if (typeof bucketBy !== "string") return { fault: "the rule's bucket_by is not a string" };
  const salt = rule.salt ?? rule.id;
  return typeof salt === "string" ? { bucketBy, salt } : { fault: "the rule's salt is not a string" };
}

interface StoredRollout extends StoredDraw {
  readonly percentage?: unknown;
}

/** The rollout of a stored rule, null when it has no percentage, or why it cannot work. */
export function compileRollout(rule: StoredRollout, attributes: AttributeTable): Rollout | { fault: string } | null {
  const percentage = rule.percentage ?? null;
  if (percentage === null) return null;
  if (typeof percentage !== "number" || !(percentage >= 0 && percentage <= 100)) {
    return { fault: "the percentage is not a number from 0 to 100" };
  }
  const draw = drawOf(rule);
  return "fault" in draw ? draw : new Rollout(percentage, attributes.get(draw.bucketBy), draw.salt);
}
