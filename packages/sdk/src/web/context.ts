import type { EvaluationContext } from "@openfeature/web-sdk";

/** The same text for the same attributes, whatever their order. @throws for what is no JSON: a cycle, a bigint */
export const contextText = (context: EvaluationContext): string => JSON.stringify(context, sortedKeys) ?? "{}";

function sortedKeys(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether both are about the same person, device or whatever the application evaluates for. */
export const isSameTarget = (a: EvaluationContext, b: EvaluationContext): boolean => targetOf(a) === targetOf(b);

/** As the server takes it: `targetingKey` counts where the context has no `user_id`. */
const targetOf = ({ user_id, targetingKey }: EvaluationContext): unknown => user_id ?? targetingKey;
