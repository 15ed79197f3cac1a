import { flagSchema, updateFlagProblems, updateFlagSchema } from "@/lib/contract/flag";
import { writeQuerySchema } from "@/lib/contract/write-query";
import { defineRoute } from "@/lib/server/http/define-route";
import { flagInPath } from "@/lib/server/http/resources";
import { deleteFlag, updateFlag } from "@/lib/server/services/flags";
import { reachOfChange } from "@/lib/server/services/reach";

export const GET = defineRoute({
  id: "getFlag",
  summary: "Get a flag",
  tag: "Flags",
  scope: "flags:read",
  resource: flagInPath,
  response: { status: 200, data: flagSchema },
  reach: [],
  run: async ({ resource }) => resource.flag,
});

export const PATCH = defineRoute({
  id: "updateFlag",
  summary: "Update a flag",
  description: "Only provided fields are changed.",
  tag: "Flags",
  scope: "flags:write",
  resource: flagInPath,
  query: writeQuerySchema,
  body: {
    schema: updateFlagSchema,
    problems: (body, { flag }) => updateFlagProblems(body, flag),
    example: { enabled: true },
  },
  response: { status: 200, data: flagSchema },
  alsoFails: [412],
  reach: ({ body }) => reachOfChange(body),
  run: ({ resource, query, body, write }) => updateFlag(resource.flag, body, { ...write, ...query }),
});

export const DELETE = defineRoute({
  id: "deleteFlag",
  summary: "Delete a flag",
  description: "Deletes the flag with its rules. Its audit entry keeps them, so that it can be restored.",
  tag: "Flags",
  scope: "flags:write",
  resource: flagInPath,
  query: writeQuerySchema,
  response: { status: 204 },
  alsoFails: [412],
  run: ({ resource, query, write }) => deleteFlag(resource.flag, { ...write, ...query }),
});
