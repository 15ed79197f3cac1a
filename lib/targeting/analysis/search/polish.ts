import type { Witness } from "../somebody";
import type { AttributeSolver } from "./attribute-solver";

/** Attributes that are tried: nobody pictures more, and each try asks the engine. */
const MOST_ATTRIBUTES = 40;

const IDS = Array.from({ length: 6 }, (_, index) => `user-${index + 1}`);

/**
 * A witness whom one can picture: attributes that could as well be missing get a value that conditions mention, or any
 * other, wherever that changes nothing of what the witness is for.
 * @param serves whether a context is still a witness
 */
export function polish(
  witness: Witness,
  solvers: readonly AttributeSolver[],
  serves: (w: Witness) => boolean,
): Witness {
  let polished = witness;
  for (const { name, mentioned } of solvers.slice(0, MOST_ATTRIBUTES)) {
    if (Object.hasOwn(polished, name)) continue;
    const candidates = [...mentioned, "other", ...(mentioned.length === 0 ? IDS : [])];
    for (const value of candidates) {
      // A computed `__proto__` in a literal is an own property, as it must be here.
      const filled = { ...polished, [name]: value };
      if (!serves(filled)) continue;
      polished = filled;
      break;
    }
  }
  return polished;
}
