import { invitationSchema } from "@/lib/contract/member";
import { writeQuerySchema } from "@/lib/contract/write-query";
import { defineRoute } from "@/lib/server/http/define-route";
import { memberInPath } from "@/lib/server/http/people-resources";
import { inviteAgain } from "@/lib/server/services/invitations";

export const POST = defineRoute({
  id: "inviteMemberAgain",
  summary: "Make a member's invitation anew",
  description:
    "For a link that was lost, or a password. Earlier links stop working; the password works until the new link is " +
    "used.",
  tag: "Members",
  scope: "flags:write",
  reserved: "admins",
  resource: memberInPath,
  query: writeQuerySchema,
  response: { status: 201, data: invitationSchema },
  run: ({ resource, query, write }) => inviteAgain(resource, { ...write, ...query }),
});
