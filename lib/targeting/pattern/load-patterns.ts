import { conditionsIn, type ElementInput } from "../element";
import type { RulesetInput } from "../types";
import { isRecord, listOf } from "../values";
import { loadRe2 } from "./re2";

/**
 * Resolves when what is given can be compiled and analysed. In a page that is a matter of loading RE2 for the first
 * pattern; elsewhere it is there.
 */
export async function loadPatternsOf({ rules, segments }: Pick<RulesetInput, "rules" | "segments">): Promise<void> {
  if (rules.some(({ conditions }) => needRe2(conditions)) || segments.some((segment) => needRe2(segment.rules))) {
    await loadRe2();
  }
}

/** What is stored may be damaged, so the conditions of a segment are looked at, too. */
function needRe2(elements: unknown): boolean {
  const conditions = conditionsIn(listOf(elements) as readonly ElementInput<unknown>[]);
  return conditions.some(
    (condition) =>
      isRecord(condition) &&
      condition.operator === "regex" &&
      (typeof condition.value === "string" || Array.isArray(condition.value)),
  );
}
