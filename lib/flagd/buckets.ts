import type { Bucketing, Rollout, Split } from "@/lib/targeting/bucket";
import { WHOLE_SPLIT } from "@/lib/targeting/rule-columns";
import { attributeValue } from "./attributes";
import { allOf, isScalar, type Logic, Unsayable } from "./logic";

/** The sum of the weights of a percentage, which must be a whole number. */
const WHOLE = 100;

/** A part of `fractional`, which hashes as the engine does and chooses the part at `floor(hash * sum / 2^32)`. */
type WeightedOutcome = readonly [outcome: Logic, weight: number];

/** Whether somebody is inside the percentage. @throws Unsayable when flagd would use other buckets */
export function rolloutLogic(rollout: Rollout): Logic {
  const { percentage } = rollout;
  if (percentage >= WHOLE) return true;
  if (!Number.isInteger(percentage)) throw new Unsayable("has a percentage that is no whole number");
  return allOf([
    ...hasId(rollout),
    bucketLogic(rollout, [
      [true, percentage],
      [false, WHOLE - percentage],
    ]),
  ]);
}

/**
 * The variant that a split gives.
 * @param nameOf the variant of an answer
 * @throws Unsayable when flagd would use other buckets
 */
export function splitLogic(split: Split, nameOf: (answer: Split["rest"]) => string): Logic {
  const left = WHOLE_SPLIT - (split.arms.at(-1)?.to ?? 0);
  const outcomes = split.arms.map(({ answer, from, to }): WeightedOutcome => [nameOf(answer), to - from]);
  if (left > 0) outcomes.push([nameOf(split.rest), left]);
  return { if: [allOf(hasId(split)), bucketLogic(split, outcomes), nameOf(split.withoutId)] };
}

/** An id is a scalar that is not the empty text. */
function hasId({ attribute }: Bucketing): readonly Logic[] {
  const id = attributeValue(attribute.name);
  return [isScalar(id), { "!==": [id, ""] }];
}

function bucketLogic({ attribute, salt }: Bucketing, outcomes: readonly WeightedOutcome[]): Logic {
  // Some of flagd's clients hash UTF-16 instead of UTF-8.
  if (!/^[\x20-\x7e]*$/.test(salt)) throw new Unsayable("has a salt that is not ASCII");
  return { fractional: [{ cat: [`${salt}:`, attributeValue(attribute.name)] }, ...outcomes.map((each) => [...each])] };
}
