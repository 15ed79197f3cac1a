import type { Somebody } from "./search/search";

/** A context that somebody could have, as evaluation takes it. */
export type Witness = Readonly<Record<string, unknown>>;

/** Contexts that are looked at for one person. */
const MOST_LOOKS = 20;

/**
 * Somebody like the one that was found, with ids in the buckets that are required. Null where none is at hand: they
 * exist, but to find one would take too many tries.
 * @param serves whether a context is what is looked for, by the engine's word
 */
export function witnessOf({ context, standIns }: Somebody, serves: (context: Witness) => boolean): Witness | null {
  const [first, ...others] = standIns;
  if (first === undefined) return serves(context) ? context : null;
  const { solver, constraints } = first;
  let looks = 0;
  for (const text of solver.textsInBuckets(constraints)) {
    // A computed `__proto__` in a literal is an own property, as it must be here.
    const found = witnessOf({ context: { ...context, [solver.name]: text }, standIns: others }, serves);
    if (found !== null) return found;
    looks += 1;
    if (looks === MOST_LOOKS) return null;
  }
  return null;
}
