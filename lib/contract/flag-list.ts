import { z } from "zod";
import { actorSchema } from "./audit";
import { idSchema, pageParameters, searchParameter, timestampSchema } from "./common";
import { flagSchema, flagStatusSchema } from "./flag";
import { limits } from "./limits";

/** Who passes a flag in one environment while it is on, according to its first rules. */
const audienceSchema = z
  .strictObject({
    to: z.enum(["everyone", "nobody", "some", "all_but_some"]).meta({
      description: "Who gets `true` from a boolean flag, or another value than the default from any other.",
    }),
    percentage: z
      .number()
      .optional()
      .meta({
        description:
          "The share of those whom it asks for that the first rule lets in (or leaves out), by its percentage and " +
          "its split. Absent: all.",
      }),
    segment: z
      .strictObject({ id: idSchema, name: z.string() })
      .optional()
      .meta({ description: "The segment that this rule is linked to." }),
    attributes: z
      .array(z.string())
      .optional()
      .meta({ description: `What the rule's own conditions ask for, the first ${limits.audienceAttributes} of them.` }),
    more_rules: z.int().optional().meta({ description: "How many more rules let people in (or leave them out)." }),
    at_most: z
      .boolean()
      .optional()
      .meta({ description: "True: other rules before them give some of these people the other value." }),
  })
  .meta({ id: "Audience" });
export type Audience = z.infer<typeof audienceSchema>;

const lastChangeSchema = z
  .strictObject({ at: timestampSchema, actor: actorSchema })
  .meta({ id: "LastChange", description: "Of the flag or its rules, by the audit log." });
export type LastChange = z.infer<typeof lastChangeSchema>;

const stalenessSchema = z
  .strictObject({
    reason: z.enum(["not_evaluated", "one_value"]).meta({
      description:
        `\`not_evaluated\`: not once for ${limits.staleDays} days, in any environment. ` +
        "`one_value`: the project's default " +
        `environment has got the same value for ${limits.staleDays} days, whoever asked.`,
    }),
    since: timestampSchema,
    environment: z.string().optional().meta({ description: "Where there was one value." }),
    value_text: z
      .string()
      .optional()
      .meta({
        description:
          "That value as JSON, or the beginning and a digest of a long one. Absent: it was the default in the " +
          "application's code.",
      }),
  })
  .meta({ id: "Staleness" });
export type Staleness = z.infer<typeof stalenessSchema>;

/** A flag in a list, which can include more of what is known about it. */
export const listedFlagSchema = flagSchema
  .extend({
    rule_counts: z
      .record(z.string(), z.int())
      .optional()
      .meta({ description: "Rules by environment; an environment without rules is left out. Only when included." }),
    audiences: z
      .record(z.string(), audienceSchema)
      .optional()
      .meta({
        description:
          "Whom the flag lets through by environment, while it is on; an environment without a rule that decides is " +
          "left out: everyone gets the default. Only when included.",
      }),
    required_by: z
      .array(z.string())
      .optional()
      .meta({ description: "The keys of the flags that require it. Only when included, and when there are any." }),
    last_change: lastChangeSchema
      .optional()
      .meta({ description: "Only when included, and while the audit log knows it." }),
    stale: stalenessSchema.optional().meta({
      description: "Why nobody seems to need the flag any more. Only when included, and while it is so.",
    }),
  })
  .meta({ id: "ListedFlag" });
export type ListedFlag = z.infer<typeof listedFlagSchema>;

const flagListPartSchema = z.enum(["rule_counts", "audiences", "last_change", "stale", "required_by"]);
export type FlagListPart = z.infer<typeof flagListPartSchema>;

export const listFlagsQuerySchema = z.strictObject({
  project_id: idSchema,
  status: flagStatusSchema.optional(),
  "tags[]": z
    .array(z.string())
    .optional()
    .meta({ description: "May be repeated. Keeps flags that carry any of them." }),
  key: z.string().max(limits.flagKeyLength).optional().meta({ description: "Keeps the flag with this key." }),
  search: searchParameter,
  "include[]": z
    .array(flagListPartSchema)
    .optional()
    .meta({ description: "What each flag is to carry besides its own fields." }),
  ...pageParameters,
});
export type ListFlagsQuery = z.output<typeof listFlagsQuerySchema>;
