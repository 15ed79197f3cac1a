import { createdKeySchema, createKeySchema, keySchema } from "@/lib/contract/key";
import { writeQuerySchema } from "@/lib/contract/write-query";
import { defineRoute } from "@/lib/server/http/define-route";
import { anyCaller } from "@/lib/server/http/resources";
import { issueKey, listManagedKeys } from "@/lib/server/services/managed-keys";

export const GET = defineRoute({
  id: "listKeys",
  summary: "List API keys",
  description: "Every key that was ever made, without the keys themselves.",
  tag: "Keys",
  scope: "flags:read",
  reserved: "project admins",
  resource: anyCaller,
  response: { status: 200, list: keySchema },
  run: async ({ caller }) => ({ items: await listManagedKeys(caller) }),
});

export const POST = defineRoute({
  id: "createKey",
  summary: "Create an API key",
  description: "`key` is in this answer and in no other: whoever loses it makes another.",
  tag: "Keys",
  scope: "flags:write",
  reserved: "project admins",
  resource: anyCaller,
  query: writeQuerySchema,
  body: { schema: createKeySchema, example: { name: "CI", scopes: ["flags:read"] } },
  response: { status: 201, data: createdKeySchema },
  run: ({ query, body, caller, write }) => issueKey(body, caller, { ...write, ...query }),
});
