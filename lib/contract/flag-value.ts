import { z } from "zod";
import type { JsonValue } from "./json";
import { limits } from "./limits";
import { jsonProblem } from "./text";

export const flagTypes = ["boolean", "string", "number", "json"] as const;
export const flagTypeSchema = z.enum(flagTypes);
export type FlagType = z.infer<typeof flagTypeSchema>;

const valueProblemByType: Record<FlagType, (value: unknown) => string | undefined> = {
  boolean: (value) => (typeof value === "boolean" ? undefined : "Must be a boolean: the flag's type is boolean"),
  string: (value) => (typeof value === "string" ? undefined : "Must be a string: the flag's type is string"),
  number: (value) => (typeof value === "number" ? undefined : "Must be a number: the flag's type is number"),
  json: () => undefined,
};

/** Why a flag of this type cannot serve a value; undefined when it can. */
export function flagValueProblem(flagType: FlagType, value: unknown): string | undefined {
  if (value === undefined) return "Required";
  const problem = valueProblemByType[flagType](value) ?? jsonProblem(value);
  if (problem !== undefined) return problem;
  const bytes = new TextEncoder().encode(JSON.stringify(value)).length;
  return bytes > limits.valueBytes ? `Must be at most ${limits.valueBytes} bytes of JSON` : undefined;
}

/** The value in `{"value": X}` (with exactly that one key); any other value is returned as it is. */
export const unwrapDefaultValue = (sent: JsonValue): JsonValue =>
  typeof sent === "object" && sent !== null && !Array.isArray(sent) && Object.keys(sent).join() === "value"
    ? (sent.value ?? null)
    : sent;

/** Any JSON value. Whether it fits the flag's type is checked where the type is known. */
export const jsonValueSchema = z.custom<JsonValue>((value) => value !== undefined, { error: "Required" });
