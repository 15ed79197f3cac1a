import type { RuleElement, SegmentElement } from "@/lib/contract/condition-elements";
import { MAX_GROUP_DEPTH, operatorIds, readElement, segmentOperatorIds } from "@/lib/targeting";

/** Whether stored JSON is the condition list of a rule. */
export const isRuleConditions = (json: unknown): json is RuleElement[] =>
  isConditionList(json, "attribute", operatorIds);

/** Whether stored JSON is the condition list of a segment. */
export const isSegmentConditions = (json: unknown): json is SegmentElement[] =>
  isConditionList(json, "key", segmentOperatorIds);

/**
 * Patterns and lengths of lists were checked when they were written, and the engine takes any value, so reads need not
 * check them again.
 */
function isConditionList(
  json: unknown,
  attributeField: "key" | "attribute",
  operators: readonly string[],
  depth = 0,
): boolean {
  const isElement = (item: unknown): boolean => {
    if (typeof item !== "object" || item === null) return false;
    const element = readElement<object>(item);
    if (element.type === "segment") return true;
    if (element.type === "group") return isConditionList(element.elements, attributeField, operators, depth + 1);
    return (
      typeof Reflect.get(item, attributeField) === "string" &&
      operators.includes(Reflect.get(item, "operator")) &&
      Reflect.get(item, "value") !== undefined
    );
  };
  return depth <= MAX_GROUP_DEPTH && Array.isArray(json) && json.every(isElement);
}
