import { type UnknownCondition, visitConditions } from "../element";
import type { RulesetInput } from "../types";
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
function haveRegex({ rules, segments }: Asking): boolean {
  let isFound = false;
  const look = (condition: UnknownCondition): void => {
    isFound ||= isPattern(condition);
  };
  for (const { conditions } of rules) visitConditions(conditions, look);
  for (const segment of segments) visitConditions(segment.rules, look);
  return isFound;
}

export const isPattern = ({ operator, value }: UnknownCondition): boolean =>
  operator === "regex" && (typeof value === "string" || Array.isArray(value));
