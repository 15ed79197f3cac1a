import { z } from "zod";
import { idSchema } from "./common";
import { answerSchema } from "./evaluation";
import { jsonValueSchema } from "./flag-value";

/** A saved test user who gets another value after a change, or may. */
export const testUserChangeSchema = z
  .strictObject({
    id: idSchema,
    name: z.string(),
    before: answerSchema,
    after: answerSchema.nullable().meta({
      description: "Null: it depends on the bucket for a new rule, which gets its salt when it is created.",
    }),
    expected: jsonValueSchema.optional().meta({ description: "Absent when nothing is expected." }),
    breaks_expectation: z
      .enum(["yes", "no", "unknown"])
      .meta({ description: "Whether they get what is expected now and no longer would." }),
  })
  .meta({ id: "TestUserChange" });
export type TestUserChange = z.output<typeof testUserChangeSchema>;
