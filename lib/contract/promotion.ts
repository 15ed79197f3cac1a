import { z } from "zod";
import { effectSchema, segmentAnalysisSchema } from "./analysis";
import { idSchema, pageParameters } from "./common";
import { environmentPairProblems } from "./environment-pair";
import type { FieldProblems } from "./errors";
import { environmentDefaultSchema } from "./flag-environment";
import type { JsonObject } from "./json";
import { limits } from "./limits";
import type { Project } from "./project";
import { promotedParts } from "./promotion-parts";
import { ruleSchema } from "./rule";

const partSchema = z.enum(promotedParts);

const partsSchema = z
  .array(partSchema)
  .min(1, "Must name at least one part")
  .refine((parts) => new Set(parts).size === parts.length, "Must not repeat a part");

export const compareQuerySchema = z.strictObject({
  from: z.string(),
  to: z.string(),
  flag_id: idSchema.optional().meta({ description: "Compares this flag alone, even when it is archived." }),
  ...pageParameters,
});
export type CompareQuery = z.output<typeof compareQuerySchema>;

const rulesDifferenceSchema = z.strictObject({
  added: z.array(ruleSchema).meta({ description: "Rules of `from` that `to` would get." }),
  removed: z.array(ruleSchema).meta({ description: "Rules of `to` that `from` does not have." }),
  changed: z
    .array(z.strictObject({ from: ruleSchema, to: ruleSchema }))
    .meta({ description: "Rules of both (copies keep the salt) that say different things." }),
  moved: z.array(idSchema).meta({ description: "The fewest rules of `to` whose move gives those of both one order." }),
});

const defaultSchema = environmentDefaultSchema.nullable().meta({
  description: "Null: the flag's `default_value` is served.",
});

export type RulesDifference = z.output<typeof rulesDifferenceSchema>;

export const flagComparisonSchema = z
  .strictObject({
    flag_id: idSchema,
    flag_key: z.string(),
    flag_name: z.string(),
    differs: z.array(partSchema).meta({ description: "What is not the same; never empty." }),
    state: z
      .strictObject({ from: z.boolean(), to: z.boolean() })
      .optional()
      .meta({ description: "Whether it is on. Absent: the same." }),
    default_value: z
      .strictObject({ from: defaultSchema, to: defaultSchema })
      .optional()
      .meta({ description: "The environment's own default. Absent: the same." }),
    rules: rulesDifferenceSchema.optional().meta({ description: "Absent: the same rules in the same order." }),
    effect: effectSchema.meta({
      description:
        "Who would get another value in `to` if all that differs was promoted. Of many flags there may be no time to " +
        "find it out of each (`unanswered`): `flag_id` asks about one.",
    }),
  })
  .meta({ id: "FlagComparison" });
export type FlagComparison = z.output<typeof flagComparisonSchema>;

export const promoteSchema = z
  .strictObject({
    from: z.string(),
    to: z.string(),
    flag_ids: z
      .array(idSchema)
      .min(1, "Must name at least one flag")
      .max(limits.promotedFlags)
      .refine((ids) => new Set(ids).size === ids.length, "Must not repeat a flag"),
    include: partsSchema.default([...promotedParts]).meta({
      description: "What is made the same: whether the flag is on, its default, its rules. Absent: all of it.",
    }),
    dry_run: z
      .boolean()
      .default(false)
      .meta({ description: "Answers what would change and who would get another value, and changes nothing." }),
  })
  .meta({ id: "Promote" });
export type Promote = z.output<typeof promoteSchema>;

/** A problem that the schema alone cannot find: the project must have both environments. */
export const promoteProblems = (body: JsonObject, project: Pick<Project, "environments">): FieldProblems =>
  environmentPairProblems(body, project);

export const promotedSchema = z
  .strictObject({
    from: z.string(),
    to: z.string(),
    flags: z
      .array(
        z.strictObject({
          flag_id: idSchema,
          flag_key: z.string(),
          changed: z.array(partSchema),
          entry_id: idSchema.optional().meta({ description: "The audit entry. Absent after a dry run." }),
        }),
      )
      .meta({ description: "Those that changed, in the order asked for. Others were the same already." }),
    batch_id: idSchema.optional().meta({
      description:
        "Shared by the audit entries: restoring one with `extent=batch` takes all back. Absent when nothing changed.",
    }),
    etag: z.string().optional().meta({
      description: "Of what both environments hold of these flags, for `If-Match`. Only after a dry run.",
    }),
    effect: segmentAnalysisSchema.optional().meta({
      description: "Who would get another value in `to`. Only after a dry run.",
    }),
  })
  .meta({ id: "Promoted" });
export type Promoted = z.output<typeof promotedSchema>;
