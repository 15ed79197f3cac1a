import { z } from "zod";
import type { FieldProblems } from "./errors";
import type { JsonObject } from "./json";
import { createRuleSchema } from "./rule";
import { createSegmentSchema } from "./segment";

export const askAudienceSchema = z
  .strictObject({
    environment: z.string().optional().meta({ description: "The project's default environment unless given." }),
    rule: createRuleSchema
      .pick({ conditions: true, segment_id: true })
      .optional()
      .meta({ description: "Whom a rule asks for. Its percentage is not asked: it is a share of those who match." }),
    segment: createSegmentSchema
      .pick({ rules: true, match_type: true })
      .optional()
      .meta({ description: "Whom a segment asks for. Either this or `rule`." }),
  })
  .meta({ id: "CountAudience" });
export type AskAudience = z.output<typeof askAudienceSchema>;

/** A problem that the schema alone cannot find: one of the two must be there. */
export function askAudienceProblems(body: JsonObject): FieldProblems {
  if ((body.rule === undefined) !== (body.segment === undefined)) return {};
  return { rule: ["Either `rule` or `segment` is required"] };
}

export const audienceCountSchema = z
  .strictObject({
    environment: z.string(),
    seen: z.int().meta({
      description:
        "Contexts in the sample: those that this instance evaluated last, of each person one; at most 1,000.",
    }),
    matching: z.int().nullable().meta({ description: "How many of them match. Null: some attributes are unknown." }),
    unknown_attributes: z.array(z.string()).meta({
      description: "Attributes that no stored rule of the environment uses, so that nothing of them was kept.",
    }),
  })
  .meta({ id: "AudienceCount" });
export type AudienceCount = z.output<typeof audienceCountSchema>;
