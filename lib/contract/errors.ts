import { z } from "zod";

/** From dotted path to the problems there. The empty path is the whole body. */
export type FieldProblems = Record<string, string[]>;

export const errorSchema = z.strictObject({ error: z.string() }).meta({ id: "Error" });

export const validationErrorSchema = z
  .strictObject({ error: z.literal("Validation failed"), details: z.record(z.string(), z.array(z.string())) })
  .meta({ id: "ValidationError" });

export const conflictErrorSchema = z
  .strictObject({ error: z.string(), details: z.record(z.string(), z.array(z.string())).optional() })
  .meta({ id: "ConflictError" });

export const staleErrorSchema = z
  .strictObject({ error: z.string(), current: z.unknown().meta({ description: "The resource as it is now." }) })
  .meta({ id: "StaleError" });

export const rateLimitErrorSchema = z
  .strictObject({ error: z.literal("Rate limit exceeded"), retry_after: z.number().int() })
  .meta({ id: "RateLimitError" });
