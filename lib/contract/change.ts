import { z } from "zod";
import { actorSchema, resourceTypeSchema } from "./audit";
import { idSchema, timestampSchema } from "./common";
import { limits } from "./limits";

/** Who did what to which resource. The audit log has the resource before and after. */
const changeSchema = z
  .strictObject({
    resource_type: resourceTypeSchema,
    resource_id: idSchema.optional().meta({ description: "Absent for keys and members, which are no project's." }),
    flag_id: idSchema.optional().meta({ description: "The flag that was changed, or whose rules were." }),
    action: z.string().meta({ description: "What was done, such as `rule.updated`." }),
    actor: actorSchema
      .extend({ name: z.string().meta({ description: "A member's name, a key's prefix, or what acted." }) })
      .optional()
      .meta({ id: "ChangeActor", description: "Absent for keys and members." }),
    request_id: z.string().meta({ description: "The `x-request-id` of the write." }),
    at: timestampSchema,
  })
  .meta({ id: "ProjectChange" });
export type Change = z.output<typeof changeSchema>;

/** The data of a `change` event. */
export const changeEventSchema = z
  .strictObject({
    is_complete: z.boolean().meta({ description: "False: more has changed than is known. Read everything again." }),
    changes: z.array(changeSchema).meta({ description: "Oldest first." }),
  })
  .meta({ id: "ChangeEvent" });
export type ChangeEvent = z.output<typeof changeEventSchema>;

const viewerSchema = z
  .strictObject({ flag_id: idSchema, member_id: idSchema, name: z.string() })
  .meta({ id: "Viewer" });
export type Viewer = z.output<typeof viewerSchema>;

/** The data of a `viewers` event. */
export const viewersEventSchema = z
  .strictObject({ viewers: z.array(viewerSchema).meta({ description: "Each member once for each flag." }) })
  .meta({ id: "ViewersEvent" });

export const setViewerSchema = z
  .strictObject({
    project_id: idSchema,
    client_id: z
      .string()
      .regex(/^[\w-]{8,64}$/, "Must be 8 to 64 letters, digits, hyphens and underscores")
      .meta({ description: "Names the page that is open, so that another of the same member is another." }),
    flag_id: idSchema.nullable().meta({ description: "The flag that it shows; null: none any more." }),
  })
  .meta({ id: "SetViewer" });
export type SetViewer = z.output<typeof setViewerSchema>;

const PAST_PROBLEM = `must be a whole number from 0 to ${limits.streamPastSeconds}`;

/** What the stream sends besides revisions. */
export const changesQuery = {
  "include[]": z
    .array(z.enum(["changes"]))
    .optional()
    .meta({
      description:
        "`changes`: who changed what, and who looks at which flag. Needs `flags:read`. Without `project_id`: changes " +
        "of projects, keys and members.",
    }),
  past_seconds: z
    .string()
    .regex(/^\d{1,6}$/, PAST_PROBLEM)
    .transform(Number)
    .pipe(z.int().max(limits.streamPastSeconds, PAST_PROBLEM))
    .optional()
    .meta({ description: "With `include[]=changes`: tells also of the changes of so many seconds before." }),
};
