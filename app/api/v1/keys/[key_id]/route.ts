import { writeQuerySchema } from "@/lib/contract/write-query";
import { defineRoute } from "@/lib/server/http/define-route";
import { keyInPath } from "@/lib/server/http/people-resources";
import { revokeKey } from "@/lib/server/services/keys";

export const DELETE = defineRoute({
  id: "revokeKey",
  summary: "Revoke an API key",
  description: "It stops working at once, everywhere. It stays in the list.",
  tag: "Keys",
  scope: "flags:write",
  reserved: "project admins",
  resource: keyInPath,
  query: writeQuerySchema,
  response: { status: 204 },
  run: async ({ resource, query, write }) => {
    await revokeKey(resource, { ...write, ...query });
  },
});
