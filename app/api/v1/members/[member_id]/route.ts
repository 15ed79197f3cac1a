import { memberSchema, updateMemberSchema } from "@/lib/contract/member";
import { writeQuerySchema } from "@/lib/contract/write-query";
import { defineRoute } from "@/lib/server/http/define-route";
import { memberInPath } from "@/lib/server/http/people-subjects";
import { deleteMember, updateMember } from "@/lib/server/services/members";

export const GET = defineRoute({
  id: "getMember",
  summary: "Get a member",
  tag: "Members",
  scope: "flags:read",
  reserved: "admins",
  subject: memberInPath,
  response: { status: 200, data: memberSchema },
  run: async ({ subject }) => subject,
});

export const PATCH = defineRoute({
  id: "updateMember",
  summary: "Update a member",
  description: "Another role counts from the next request on. The last admin stays one.",
  tag: "Members",
  scope: "flags:write",
  reserved: "admins",
  subject: memberInPath,
  query: writeQuerySchema,
  body: { schema: updateMemberSchema, example: { role: "admin" } },
  response: { status: 200, data: memberSchema },
  alsoFails: [409, 412],
  run: ({ subject, query, body, write }) => updateMember(subject.id, body, { ...write, ...query }),
});

export const DELETE = defineRoute({
  id: "deleteMember",
  summary: "Remove a member",
  description: "Their sessions end at once. The last admin cannot be removed.",
  tag: "Members",
  scope: "flags:write",
  reserved: "admins",
  subject: memberInPath,
  query: writeQuerySchema,
  response: { status: 204 },
  alsoFails: [409, 412],
  run: ({ subject, query, write }) => deleteMember(subject.id, { ...write, ...query }),
});
