import conditions from "../../vectors/conditions.json";
import groups from "../../vectors/groups.json";
import hashes from "../../vectors/hashes.json";
import patterns from "../../vectors/patterns.json";
import rulesets from "../../vectors/rulesets.json";
import { runVectors } from "../vectors";

// Bundled with its JSON as text, which its types do not know.
const texts = /** @type {import("../vectors").VectorTexts} */ (
  /** @type {unknown} */ ({ conditions, groups, hashes, patterns, rulesets })
);

/** What the vectors come to here, as JSON. */
export const run = async () => JSON.stringify(await runVectors(texts));

/** A worker answers with it. */
export default { fetch: async () => new Response(await run()) };
