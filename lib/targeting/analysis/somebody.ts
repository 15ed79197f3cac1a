import type { Somebody } from "./search/search";

/** A context that somebody could have, as evaluation takes it. */
export type Witness = Readonly<Record<string, unknown>>;

/** How many contexts are tried to find one person. */
const MOST_LOOKS = 20;

/** Whether a rule that does not exist yet decides by a bucket: nobody knows it before the rule is created. */
export const isBucketOpen = ({ standIns }: Pick<Somebody, "standIns">): boolean =>
  standIns.some(({ ranges }) => ranges.some(({ isOpen }) => isOpen));

/**
 * A person like the one that was found, with ids in the required buckets. Null where none was found: such people exist,
 * but finding one would take too many attempts. Null, too, where the bucket is open.
 * @param serves says, by the engine, whether a context is a witness
 */
export function witnessOf({ context, standIns }: Somebody, serves: (context: Witness) => boolean): Witness | null {
  if (isBucketOpen({ standIns })) return null;
  const [first, ...others] = standIns;
  if (first === undefined) return serves(context) ? context : null;
  const { solver, constraints } = first;
  let looks = 0;
  for (const text of solver.textsInBuckets(constraints)) {
    // In an object literal, a computed `__proto__` is an own property, as it must be here.
    const found = witnessOf({ context: { ...context, [solver.name]: text }, standIns: others }, serves);
    if (found !== null) return found;
    looks += 1;
    if (looks === MOST_LOOKS) return null;
  }
  return null;
}
