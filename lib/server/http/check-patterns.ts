import type { JsonObject } from "@/lib/contract/json";
import { limits } from "@/lib/contract/limits";
import { checkOnce, type PatternChecks, patternsOf } from "@/lib/contract/pattern-checks";
import type { MaybePromise } from "../maybe-promise";
import { invalid } from "../service-error";
import { Slices, type Steps } from "../slices";

const slices = new Slices();
const NONE: PatternChecks = new Map();

/**
 * Checks the patterns of a body before the schema parses it. One pattern takes up to some milliseconds, so they are
 * checked in slices, and those of several requests take turns.
 * @throws ServiceError 422 when there are more of them than one request may have
 */
export function checkPatterns(body: JsonObject): MaybePromise<PatternChecks> {
  const patterns = patternsOf(body);
  if (patterns.size === 0) return NONE;
  if (patterns.size > limits.patterns) {
    const field = Array.isArray(body.rules) ? "rules" : "conditions";
    throw invalid({ [field]: [`Must have at most ${limits.patterns} different patterns in all`] });
  }
  const checks = new Map<string, ReturnType<typeof checkOnce>>();
  return slices.run(checking(patterns, checks)).then(() => checks);
}

function* checking(patterns: Iterable<string>, checks: Map<string, ReturnType<typeof checkOnce>>): Steps {
  for (const pattern of patterns) {
    checks.set(pattern, checkOnce(pattern));
    yield;
  }
}
