import type { Witness } from "../somebody";
import type { AttributeSolver } from "./attribute-solver";

/** How many attributes are filled. Each attempt asks the engine, and nobody can picture more attributes. */
const MOST_ATTRIBUTES = 8;

const IDS = Array.from({ length: 6 }, (_, index) => `user-${index + 1}`);

/**
 * Makes a witness easier to picture: attributes that may as well be missing get a value that conditions mention, or
 * another one, wherever the context stays a witness.
 * @param serves says whether a context is still a witness
 */
export function polish(
  witness: Witness,
  solvers: readonly AttributeSolver[],
  serves: (w: Witness) => boolean,
): Witness {
  let polished = witness;
  for (const { name, mentioned, isBucketOpen } of solvers.slice(0, MOST_ATTRIBUTES)) {
    // No rule assigns a bucket without an id; the bucket that a new rule will assign to an id is unknown.
    if (Object.hasOwn(polished, name) || isBucketOpen) continue;
    const candidates = [...mentioned, "other", ...(mentioned.length === 0 ? IDS : [])];
    for (const value of candidates) {
      // In an object literal, a computed `__proto__` is an own property, as it must be here.
      const filled = { ...polished, [name]: value };
      if (!serves(filled)) continue;
      polished = filled;
      break;
    }
  }
  return polished;
}
