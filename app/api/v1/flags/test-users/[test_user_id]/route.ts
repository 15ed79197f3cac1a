import { testUserSchema, updateTestUserSchema } from "@/lib/contract/test-user";
import { writeQuerySchema } from "@/lib/contract/write-query";
import { defineRoute } from "@/lib/server/http/define-route";
import { testUserInPath } from "@/lib/server/http/people-resources";
import { reachOfExpectations } from "@/lib/server/services/reach";
import { deleteTestUser, getTestUser, updateTestUser } from "@/lib/server/services/test-users";

export const GET = defineRoute({
  id: "getTestUser",
  summary: "Get a test user",
  tag: "Test users",
  scope: "flags:read",
  resource: testUserInPath,
  response: { status: 200, data: testUserSchema },
  reach: [],
  run: ({ resource, caller }) => getTestUser(resource.id, caller.environments),
});

export const PATCH = defineRoute({
  id: "updateTestUser",
  summary: "Update a test user",
  description: "Only provided fields are changed; `context` is replaced whole.",
  tag: "Test users",
  scope: "flags:write",
  resource: testUserInPath,
  query: writeQuerySchema,
  body: { schema: updateTestUserSchema, example: { context: { user_id: "ada", plan: "enterprise" } } },
  response: { status: 200, data: testUserSchema },
  alsoFails: [409, 412],
  reach: ({ body }) => reachOfExpectations(body),
  // Evaluation cannot see test users.
  changes: () => [],
  run: ({ resource, query, body, write }) => updateTestUser(resource, body, { ...write, ...query }),
});

export const DELETE = defineRoute({
  id: "deleteTestUser",
  summary: "Delete a test user",
  tag: "Test users",
  scope: "flags:write",
  resource: testUserInPath,
  query: writeQuerySchema,
  response: { status: 204 },
  alsoFails: [412],
  reach: [],
  run: ({ resource, query, write }) => deleteTestUser(resource, { ...write, ...query }),
});
