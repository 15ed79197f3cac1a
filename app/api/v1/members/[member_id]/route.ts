import { memberSchema, updateMemberSchema } from "@/lib/contract/member";
import { writeQuerySchema } from "@/lib/contract/write-query";
import { defineRoute } from "@/lib/server/http/define-route";
import { memberInPath } from "@/lib/server/http/people-resources";
import { deleteMember, updateMember } from "@/lib/server/services/members";

export const GET = defineRoute({
  id: "getMember",
  summary: "Get a member",
  tag: "Members",
  scope: "flags:read",
  reserved: "admins",
  resource: memberInPath,
  response: { status: 200, data: memberSchema },
  run: async ({ resource }) => resource,
});

export const PATCH = defineRoute({
  id: "updateMember",
  summary: "Update a member",
  description: "Another role counts from the next request on. The last admin stays one.",
  tag: "Members",
  scope: "flags:write",
  reserved: "admins",
  resource: memberInPath,
  query: writeQuerySchema,
  body: { schema: updateMemberSchema, example: { role: "admin" } },
  response: { status: 200, data: memberSchema },
  alsoFails: [409, 412],
  run: ({ resource, query, body, write }) => updateMember(resource.id, body, { ...write, ...query }),
});

export const DELETE = defineRoute({
  id: "deleteMember",
  summary: "Remove a member",
  description: "Their sessions end at once. The last admin cannot be removed.",
  tag: "Members",
  scope: "flags:write",
  reserved: "admins",
  resource: memberInPath,
  query: writeQuerySchema,
  response: { status: 204 },
  alsoFails: [409, 412],
  run: ({ resource, query, write }) => deleteMember(resource.id, { ...write, ...query }),
});
