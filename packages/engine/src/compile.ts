import { atOnce, type CompiledRuleset, compileInSteps, compileOnDemand } from "../../../lib/targeting/compile";
import { loadRe2, re2 } from "../../../lib/targeting/pattern/re2";
import type { RulesetInput } from "../../../lib/targeting/types";
import { type RulesetDocument, readRuleset } from "./document";
import { needsOf } from "./needs";

/** How long compiling blocks the thread before other work gets its turn. */
const SLICE_MS = 8;

/**
 * Compiles a ruleset: a document, or the answer of the API. Other work gets its turn every few milliseconds. The cost
 * is that of what has changed since `previous`. No data makes it fail; damaged parts match nobody. It rejects only when
 * RE2 cannot be loaded, which it is for the first pattern.
 */
export async function compile(
  ruleset: RulesetDocument | RulesetInput,
  previous?: CompiledRuleset,
): Promise<CompiledRuleset> {
  const document = documentOf(ruleset);
  if (needsOf(document).hasPattern) await loadRe2();
  const steps = compileInSteps(document, previous);
  let end = performance.now() + SLICE_MS;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() < end) continue;
    await new Promise((resolve) => setTimeout(resolve));
    end = performance.now() + SLICE_MS;
  }
}

/**
 * As `compile`, synchronously. Without `previous`, each flag is compiled at its first use, which keeps a cold start
 * short; until then the ruleset must not be changed.
 * @throws when a pattern needs RE2 and no `compile` has loaded it yet
 */
export function compileSync(ruleset: RulesetDocument | RulesetInput, previous?: CompiledRuleset): CompiledRuleset {
  const document = documentOf(ruleset);
  // Checked here, because evaluation must not throw.
  if (needsOf(document).hasPattern) re2();
  return previous === undefined ? compileOnDemand(document) : atOnce(compileInSteps(document, previous));
}

const documentOf = (ruleset: RulesetDocument | RulesetInput): RulesetDocument =>
  "rules" in ruleset ? readRuleset(ruleset) : ruleset;
