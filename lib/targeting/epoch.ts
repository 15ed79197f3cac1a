let latest = 0;

/**
 * A number that no other evaluation has. Attributes, conditions and segments remember what they found in the evaluation
 * whose number they carry, so that each is worked out once in it. Numbers stay exact up to 2^53; from 2^31 on they cost
 * some nanoseconds more, because V8 no longer keeps them as small integers.
 */
export function nextEpoch(): number {
  latest += 1;
  return latest;
}
