import type { RuleCondition, SegmentCondition } from "@/lib/contract/condition";
import { operatorIds, segmentOperatorIds } from "@/lib/targeting";

/** Whether stored JSON is the condition list of a rule. */
export const isRuleConditions = (json: unknown): json is RuleCondition[] =>
  isConditionList(json, "attribute", operatorIds);

/** Whether stored JSON is the condition list of a segment. */
export const isSegmentConditions = (json: unknown): json is SegmentCondition[] =>
  isConditionList(json, "key", segmentOperatorIds);

/**
 * Patterns and list lengths were judged when they were written, and the engine takes any value, so reads need not pay
 * for judging them again.
 */
function isConditionList(json: unknown, attributeField: "key" | "attribute", operators: readonly string[]): boolean {
  return (
    Array.isArray(json) &&
    json.every(
      (item: unknown) =>
        typeof item === "object" &&
        item !== null &&
        typeof Reflect.get(item, attributeField) === "string" &&
        operators.includes(Reflect.get(item, "operator")) &&
        Reflect.get(item, "value") !== undefined,
    )
  );
}
