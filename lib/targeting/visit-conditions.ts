import { groupKinds, MAX_GROUP_DEPTH } from "./element";
import { isRecord } from "./values";

/** A condition of which nothing is known. */
export type StoredCondition = Readonly<Record<string, unknown>>;

/**
 * Visits the conditions of a list as it is stored, which may be damaged, also those in groups. A cold start does so once
 * with each condition of a ruleset, before V8 has compiled any of this: the loop calls little and makes no objects.
 */
export function visitConditions(elements: unknown, visit: (condition: StoredCondition) => void, depth = 0): void {
  if (!Array.isArray(elements) || depth > MAX_GROUP_DEPTH) return;
  for (let at = 0; at < elements.length; at += 1) {
    const element: unknown = elements[at];
    if (!isRecord(element)) continue;
    if (element.operator !== undefined) visit(element);
    else for (const kind of groupKinds) visitConditions(element[kind], visit, depth + 1);
  }
}
