import type { EvaluationContext } from "@openfeature/web-sdk";

/** Equal for equal attributes in any order. @throws for a cycle or a bigint, which JSON cannot express */
export const contextText = (context: EvaluationContext): string => JSON.stringify(context, sortedKeys) ?? "{}";

function sortedKeys(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether both contexts are about the same person, device or other target. */
export const isSameTarget = (a: EvaluationContext, b: EvaluationContext): boolean => targetOf(a) === targetOf(b);

/** As the server reads it: `targetingKey` is used where the context has no `user_id`. */
const targetOf = ({ user_id, targetingKey }: EvaluationContext): unknown => user_id ?? targetingKey;
