import { type CompiledRuleset, compileInSteps } from "../../../lib/targeting/compile";
import { loadPatternsOf } from "../../../lib/targeting/pattern/load-patterns";
import type { RulesetInput } from "../../../lib/targeting/types";
import { type RulesetDocument, readRuleset } from "./document";

/** How long compiling keeps the thread before other work gets its turn. */
const SLICE_MS = 8;

/**
 * Compiles a ruleset: a document, or what the API answers with. Other work gets its turn every few milliseconds.
 * It costs what has changed since `previous`. Nothing in the data makes it fail: what is damaged matches nobody. It
 * rejects only where RE2 cannot be loaded, which it is when the first pattern needs it.
 */
export async function compile(
  ruleset: RulesetDocument | RulesetInput,
  previous?: CompiledRuleset,
): Promise<CompiledRuleset> {
  const document = documentOf(ruleset);
  await loadPatternsOf({ rules: document.flags.flatMap(({ rules }) => rules), segments: document.segments });
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
 * As `compile`, at once.
 * @throws where a pattern needs RE2 and no `compile` has loaded it yet
 */
export function compileSync(ruleset: RulesetDocument | RulesetInput, previous?: CompiledRuleset): CompiledRuleset {
  const steps = compileInSteps(documentOf(ruleset), previous);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const documentOf = (ruleset: RulesetDocument | RulesetInput): RulesetDocument =>
  "rules" in ruleset ? readRuleset(ruleset) : ruleset;
