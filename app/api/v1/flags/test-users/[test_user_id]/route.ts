import { testUserSchema, updateTestUserSchema } from "@/lib/contract/test-user";
import { defineRoute } from "@/lib/server/http/define-route";
import { testUserInPath } from "@/lib/server/http/people-subjects";
import { deleteTestUser, updateTestUser } from "@/lib/server/services/test-users";

export const GET = defineRoute({
  id: "getTestUser",
  summary: "Get a test user",
  tag: "Test users",
  scope: "flags:read",
  subject: testUserInPath,
  response: { status: 200, data: testUserSchema },
  run: async ({ subject }) => subject,
});

export const PATCH = defineRoute({
  id: "updateTestUser",
  summary: "Update a test user",
  description: "Only provided fields are changed; `context` is replaced whole.",
  tag: "Test users",
  scope: "flags:write",
  subject: testUserInPath,
  body: { schema: updateTestUserSchema, example: { context: { user_id: "ada", plan: "enterprise" } } },
  response: { status: 200, data: testUserSchema },
  alsoFails: [409, 412],
  run: ({ subject, body, write }) => updateTestUser(subject, body, write),
});

export const DELETE = defineRoute({
  id: "deleteTestUser",
  summary: "Delete a test user",
  tag: "Test users",
  scope: "flags:write",
  subject: testUserInPath,
  response: { status: 204 },
  alsoFails: [412],
  run: ({ subject, write }) => deleteTestUser(subject, write),
});
