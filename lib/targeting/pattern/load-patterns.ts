import { groupKinds, MAX_GROUP_DEPTH } from "../element";
import type { RulesetInput } from "../types";
import { isRecord, listOf } from "../values";
import { loadRe2 } from "./re2";

/** Rules and segments to be compiled or analysed. */
type Asking = Pick<RulesetInput, "rules" | "segments">;

/**
 * Resolves when these rules and segments can be compiled and analysed. A page loads RE2 for the first pattern;
 * elsewhere it is there from the start.
 */
export async function loadPatternsOf(asking: Asking): Promise<void> {
  if (haveRegex(asking)) await loadRe2();
}

/** Whether any condition has a pattern, so that RE2 is needed. Stored data may be damaged. */
export function haveRegex({ rules, segments }: Asking): boolean {
  return rules.some(({ conditions }) => hasRegex(conditions)) || segments.some((segment) => hasRegex(segment.rules));
}

const hasRegex = (elements: unknown, depth = 0): boolean =>
  depth <= MAX_GROUP_DEPTH && listOf(elements).some((element) => isRegex(element, depth));

/** Of a condition, or of any in a group. */
function isRegex(element: unknown, depth: number): boolean {
  if (!isRecord(element)) return false;
  const { operator, value } = element;
  if (operator !== undefined) return operator === "regex" && (typeof value === "string" || Array.isArray(value));
  return groupKinds.some((kind) => hasRegex(element[kind], depth + 1));
}
