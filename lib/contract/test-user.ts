import { z } from "zod";
import { idSchema, pageParameters, timestampSchema } from "./common";
import { expectationListSchema, expectationSchema } from "./expectation";
import type { JsonObject } from "./json";
import { jsonBytesProblem } from "./json-bytes";
import { limits } from "./limits";
import { jsonProblem, nameSchema } from "./text";

const contextSchema = z
  .record(z.string(), z.unknown())
  .superRefine((context, refinement) => {
    const problem = jsonProblem(context) ?? jsonBytesProblem(context, limits.testContextBytes);
    if (problem !== undefined) refinement.addIssue({ code: "custom", message: problem });
  })
  // It was parsed from JSON.
  .transform((context) => context as JsonObject)
  .meta({ description: "What an application would send: attribute to value." });

export const testUserSchema = z
  .strictObject({
    id: idSchema,
    project_id: idSchema,
    name: z.string(),
    context: z.record(z.string(), z.unknown()),
    expectations: z.array(expectationSchema).meta({ description: "What this user is to get, as it was written." }),
    created_at: timestampSchema,
    updated_at: timestampSchema,
  })
  .meta({ id: "TestUser" });
export type TestUser = z.infer<typeof testUserSchema>;

export const createTestUserSchema = z
  .strictObject({
    project_id: idSchema,
    name: nameSchema,
    context: contextSchema,
    expectations: expectationListSchema.optional(),
  })
  .meta({ id: "CreateTestUser" });
export type CreateTestUser = z.output<typeof createTestUserSchema>;

export const updateTestUserSchema = z
  .strictObject({ name: nameSchema, context: contextSchema, expectations: expectationListSchema })
  .partial()
  .meta({ id: "UpdateTestUser" });
export type UpdateTestUser = z.output<typeof updateTestUserSchema>;

export const listTestUsersQuerySchema = z.strictObject({ project_id: idSchema, ...pageParameters });
export type ListTestUsersQuery = z.output<typeof listTestUsersQuerySchema>;
