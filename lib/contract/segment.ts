import { z } from "zod";
import { idSchema, pageParameters, searchParameter, timestampSchema } from "./common";
import { segmentElementSchema, segmentElementsInputSchema } from "./condition-elements";
import { descriptionSchema, nameSchema } from "./text";

export const matchTypeSchema = z.enum(["all", "any"]);
export type MatchType = z.infer<typeof matchTypeSchema>;

const segmentFields = {
  name: nameSchema,
  description: descriptionSchema.nullable(),
  rules: segmentElementsInputSchema,
  match_type: matchTypeSchema.meta({ description: "`all`: every condition holds. `any`: at least one does." }),
};

export const segmentSchema = z
  .strictObject({
    id: idSchema,
    project_id: idSchema,
    ...segmentFields,
    rules: z.array(segmentElementSchema),
    created_at: timestampSchema,
    updated_at: timestampSchema,
  })
  .meta({ id: "Segment" });
export type Segment = z.output<typeof segmentSchema>;

/** A segment in a list, which can include counts. */
export const listedSegmentSchema = segmentSchema
  .extend({
    rule_count: z
      .int()
      .optional()
      .meta({ description: "How many rules link to it or name it in their conditions. Only when included." }),
  })
  .meta({ id: "ListedSegment" });
export type ListedSegment = z.output<typeof listedSegmentSchema>;

export const createSegmentSchema = z
  .strictObject({ project_id: idSchema, ...segmentFields, description: segmentFields.description.optional() })
  .meta({ id: "CreateSegment" });
export type CreateSegment = z.output<typeof createSegmentSchema>;

export const updateSegmentSchema = z.strictObject(segmentFields).partial().meta({ id: "UpdateSegment" });
export type UpdateSegment = z.output<typeof updateSegmentSchema>;

export const listSegmentsQuerySchema = z.strictObject({
  project_id: idSchema,
  search: searchParameter,
  "include[]": z
    .array(z.enum(["rule_count"]))
    .optional()
    .meta({ description: "What each segment is to carry besides its own fields." }),
  ...pageParameters,
});
export type ListSegmentsQuery = z.output<typeof listSegmentsQuerySchema>;

/** A rule that leads to a segment, and where the rule is. */
const ruleUseSchema = z
  .strictObject({
    rule_id: idSchema,
    rule_name: z.string().nullable(),
    rule_enabled: z.boolean(),
    position: z.number().int(),
    environment: z.string(),
    flag_id: idSchema,
    flag_key: z.string(),
    flag_name: z.string(),
    only_condition: z.boolean().meta({
      description: "It is linked and has no inline conditions: deleting the segment would also turn it off.",
    }),
    in_conditions: z.literal(true).optional().meta({
      description: "It names the segment in its conditions. While it does, the segment cannot be deleted.",
    }),
    through: z
      .array(z.strictObject({ id: idSchema, name: z.string() }))
      .optional()
      .meta({ description: "Segments that it names and that lead to this one. Absent unless there are any." }),
  })
  .meta({ id: "SegmentUse" });
export type RuleUse = z.output<typeof ruleUseSchema>;

/** A segment that refers to another in its conditions: meanwhile the other one cannot be deleted. */
const segmentPlaceSchema = z
  .strictObject({ segment_id: idSchema, segment_name: z.string() })
  .meta({ id: "SegmentPlace" });

export type SegmentPlace = z.output<typeof segmentPlaceSchema>;

/** Where a segment is used. */
export const segmentUseSchema = z.union([ruleUseSchema, segmentPlaceSchema]);
export type SegmentUse = z.output<typeof segmentUseSchema>;
