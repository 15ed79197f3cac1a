import { createTestUserSchema, listTestUsersQuerySchema, testUserSchema } from "@/lib/contract/test-user";
import { writeQuerySchema } from "@/lib/contract/write-query";
import { defineRoute } from "@/lib/server/http/define-route";
import { projectInBody, projectInQuery } from "@/lib/server/http/resources";
import { reachOfExpectations } from "@/lib/server/services/reach";
import { createTestUser, listTestUsers } from "@/lib/server/services/test-users";

export const GET = defineRoute({
  id: "listTestUsers",
  summary: "List test users",
  description: "Contexts that were saved to see what they get.",
  tag: "Test users",
  scope: "flags:read",
  resource: projectInQuery,
  query: listTestUsersQuerySchema,
  response: { status: 200, list: testUserSchema },
  reach: [],
  run: ({ query, caller }) => listTestUsers(query, caller.environments),
});

export const POST = defineRoute({
  id: "createTestUser",
  summary: "Create a test user",
  tag: "Test users",
  scope: "flags:write",
  resource: projectInBody,
  query: writeQuerySchema,
  body: {
    schema: createTestUserSchema,
    example: {
      project_id: "a1b2c3d4-5e6f-4a7b-8c9d-0e1f2a3b4c5d",
      name: "Ada, on pro",
      context: { user_id: "ada", plan: "pro", country: "GB" },
    },
  },
  response: { status: 201, data: testUserSchema },
  alsoFails: [409],
  reach: ({ body }) => reachOfExpectations(body),
  // Evaluation cannot see test users.
  changes: () => [],
  run: ({ query, body, write }) => createTestUser(body, { ...write, ...query }),
});
