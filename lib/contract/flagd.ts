import { z } from "zod";
import { environmentNameSchema, idSchema } from "./common";
import { flagSetIdSchema } from "./evaluation";

export const flagdQuerySchema = z.strictObject({
  project_id: idSchema.optional().meta({ description: "A key that is limited to one project may leave it out." }),
  environment: environmentNameSchema.optional().meta({ description: "The project's default one when absent." }),
});
export type FlagdQuery = z.output<typeof flagdQuerySchema>;

/** Flag definitions in flagd's format: https://flagd.dev/schema/v0/flags.json describes it. */
export const flagdDefinitionsSchema = z
  .strictObject({
    $schema: z.string(),
    metadata: z.strictObject({
      flagSetId: flagSetIdSchema,
      scope: z.string().meta({ description: "The same: clients would put the selector here, which may hold a key." }),
      leftOut: z.string().optional().meta({ description: "Flags that flagd cannot evaluate as Guidon does, and why." }),
    }),
    flags: z.record(
      z.string(),
      z.strictObject({
        state: z.enum(["ENABLED", "DISABLED"]),
        variants: z.record(z.string(), z.unknown()),
        defaultVariant: z.string().optional(),
        targeting: z.record(z.string(), z.unknown()).optional(),
      }),
    ),
    $evaluators: z.record(z.string(), z.unknown()).optional().meta({ description: "Segments, by their ids." }),
  })
  .meta({ id: "FlagdDefinitions" });
