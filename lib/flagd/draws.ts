import type { Draw, Rollout, Split } from "@/lib/targeting/bucket";
import { WHOLE_DRAW } from "@/lib/targeting/split-weight";
import { attributeValue } from "./attributes";
import { allOf, isScalar, type Logic, Unsayable } from "./logic";

/** Of a percentage, which is a whole number. */
const WHOLE = 100;

/** `fractional` hashes as the engine does, and puts a hash in the bucket of `floor(hash * sum / 2^32)`. */
type Bucket = readonly [outcome: Logic, weight: number];

/** Whoever is under the percentage. @throws Unsayable when flagd would draw otherwise */
export function rolloutLogic(rollout: Rollout): Logic {
  const { percentage } = rollout;
  if (percentage >= WHOLE) return true;
  if (!Number.isInteger(percentage)) throw new Unsayable("has a percentage that is no whole number");
  return allOf([
    ...hasId(rollout),
    drawLogic(rollout, [
      [true, percentage],
      [false, WHOLE - percentage],
    ]),
  ]);
}

/**
 * What a split gives.
 * @param nameOf the variant of an answer
 * @throws Unsayable when flagd would draw otherwise
 */
export function splitLogic(split: Split, nameOf: (answer: Split["rest"]) => string): Logic {
  const left = WHOLE_DRAW - (split.arms.at(-1)?.to ?? 0);
  const buckets = split.arms.map(({ answer, from, to }): Bucket => [nameOf(answer), to - from]);
  if (left > 0) buckets.push([nameOf(split.rest), left]);
  return { if: [allOf(hasId(split)), drawLogic(split, buckets), nameOf(split.undrawn)] };
}

/** An id is a scalar that is not the empty text. */
function hasId({ attribute }: Draw): readonly Logic[] {
  const id = attributeValue(attribute.name);
  return [isScalar(id), { "!==": [id, ""] }];
}

function drawLogic({ attribute, salt }: Draw, buckets: readonly Bucket[]): Logic {
  // Some of flagd's clients hash UTF-16 instead of UTF-8.
  if (!/^[\x20-\x7e]*$/.test(salt)) throw new Unsayable("draws with a salt that is not ASCII");
  return { fractional: [{ cat: [`${salt}:`, attributeValue(attribute.name)] }, ...buckets.map((each) => [...each])] };
}
