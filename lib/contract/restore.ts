import { z } from "zod";
import { segmentAnalysisSchema } from "./analysis";
import { auditEntrySchema } from "./audit";
import { idSchema } from "./common";
import { guardQuerySchema } from "./guard";

export const restoreQuerySchema = guardQuerySchema.extend({
  extent: z
    .enum(["change", "version", "batch"])
    .default("change")
    .meta({
      description:
        "Of something that was changed and is still there. `change`: the fields that the entry changed go back to " +
        "what they were before it, and no other. `version`: all of it goes back to what it was before the entry. " +
        "`batch`: as `change`, of every entry with the same `batch_id`, in one transaction.",
    }),
  dry_run: z
    .enum(["true", "false"])
    .default("false")
    .transform((text) => text === "true")
    .meta({ description: "Answers what would be restored and who would get another value, and restores nothing." }),
});
export type RestoreQuery = z.output<typeof restoreQuerySchema>;

export const restoredSchema = z
  .strictObject({
    ...auditEntrySchema.pick({ resource_type: true, resource_id: true, flag_id: true }).shape,
    before: z.unknown().meta({ description: "What is there now, or was until it was restored; null: nothing." }),
    after: z.unknown().meta({ description: "What was restored." }),
    entry_id: idSchema.optional().meta({ description: "The audit entry that tells of it. Absent after a dry run." }),
    etag: z.string().optional().meta({
      description: "The ETag of what is there now, for `If-Match`. Only after a dry run, when something is there.",
    }),
    effect: segmentAnalysisSchema.optional().meta({
      description:
        "Who would get another value, in each rule list concerned, as if flags were on. Only after a dry run.",
    }),
    batch_id: idSchema.optional().meta({
      description: "Shared by the entries that tell of it. Only with `extent=batch`, and not after a dry run.",
    }),
    left_alone: z.array(idSchema).optional().meta({
      description: "Rules that the segment was cleared from, and that were changed since: they stay as they are.",
    }),
  })
  .meta({ id: "Restored" });
export type Restored = z.output<typeof restoredSchema>;
