import { z } from "zod";
import type { FieldProblems } from "./errors";
import { type FlagType, flagValueProblem, jsonValueSchema } from "./flag-value";
import type { JsonObject } from "./json";

export const environmentDefaultSchema = z.strictObject({ value: jsonValueSchema });

/** The state of a flag in one environment. The flag's own `enabled` is the switch for all of them. */
const environmentStateSchema = z
  .strictObject({
    enabled: z.boolean().meta({ description: "The flag is on here when this and its own `enabled` are true." }),
    default_value: environmentDefaultSchema
      .optional()
      .meta({ description: "Served here in place of the flag's `default_value`. Absent: the flag's is." }),
  })
  .meta({ id: "FlagEnvironment" });
export type EnvironmentState = z.infer<typeof environmentStateSchema>;

/** By environment. */
export const environmentStatesSchema = z.record(z.string(), environmentStateSchema);

export const updateFlagEnvironmentSchema = z
  .strictObject({
    enabled: z.boolean(),
    default_value: environmentDefaultSchema.nullable().meta({
      description: "`{\"value\": X}`, where X fits the flag's type; null: the flag's `default_value` is served again.",
    }),
  })
  .partial()
  .meta({ id: "UpdateFlagEnvironment" });
export type UpdateFlagEnvironment = z.output<typeof updateFlagEnvironmentSchema>;

/** A problem that the schema alone cannot find: the default value must fit the flag's type. */
export function updateFlagEnvironmentProblems(
  body: JsonObject,
  { flag_type: type }: { flag_type: FlagType },
): FieldProblems {
  const sent = environmentDefaultSchema.safeParse(body.default_value);
  const message = sent.success ? flagValueProblem(type, sent.data.value) : undefined;
  return message === undefined ? {} : { "default_value.value": [message] };
}
