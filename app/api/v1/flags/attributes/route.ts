import { attributeUseSchema, listAttributesQuerySchema } from "@/lib/contract/attribute";
import { defineRoute } from "@/lib/server/http/define-route";
import { projectInQuery } from "@/lib/server/http/resources";
import { listAttributes } from "@/lib/server/services/attributes";

export const GET = defineRoute({
  id: "listAttributes",
  summary: "List attributes",
  description: "The context attributes that the project's rules and segments ask for, most used first, at most 500.",
  tag: "Flags",
  scope: "flags:read",
  resource: projectInQuery,
  query: listAttributesQuerySchema,
  response: { status: 200, list: attributeUseSchema },
  reach: [],
  run: ({ query, caller }) => listAttributes(query, caller.environments),
});
