import { createMemberSchema, invitedMemberSchema, listMembersQuerySchema, memberSchema } from "@/lib/contract/member";
import { writeQuerySchema } from "@/lib/contract/write-query";
import { defineRoute } from "@/lib/server/http/define-route";
import { anyCaller } from "@/lib/server/http/resources";
import { createMember, listMembers } from "@/lib/server/services/members";

export const GET = defineRoute({
  id: "listMembers",
  summary: "List members",
  tag: "Members",
  scope: "flags:read",
  reserved: "admins",
  resource: anyCaller,
  query: listMembersQuerySchema,
  response: { status: 200, list: memberSchema },
  run: ({ query }) => listMembers(query),
});

export const POST = defineRoute({
  id: "createMember",
  summary: "Invite a member",
  description:
    "Nothing is sent: hand `invitation.path`, below this server's address, to whom it is for. By it they choose a " +
    "password, once.",
  tag: "Members",
  scope: "flags:write",
  reserved: "admins",
  resource: anyCaller,
  query: writeQuerySchema,
  body: { schema: createMemberSchema, example: { name: "Ada", email: "ada@example.com", role: "editor" } },
  response: { status: 201, data: invitedMemberSchema },
  alsoFails: [409],
  run: ({ query, body, write }) => createMember(body, { ...write, ...query }),
});
