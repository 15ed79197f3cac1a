import { flagSchema, updateFlagProblems, updateFlagSchema } from "@/lib/contract/flag";
import { guardQuerySchema } from "@/lib/contract/guard";
import { writeQuerySchema } from "@/lib/contract/write-query";
import { defineRoute } from "@/lib/server/http/define-route";
import { flagInPath } from "@/lib/server/http/resources";
import { deleteFlag, updateFlag } from "@/lib/server/services/flags";
import { reachOfChange } from "@/lib/server/services/reach";
import { seen } from "@/lib/server/services/seen";

export const GET = defineRoute({
  id: "getFlag",
  summary: "Get a flag",
  tag: "Flags",
  scope: "flags:read",
  resource: flagInPath,
  response: { status: 200, data: flagSchema },
  reach: [],
  run: async ({ resource, caller }) => seen(resource.flag, caller.environments),
});

export const PATCH = defineRoute({
  id: "updateFlag",
  summary: "Update a flag",
  description:
    "Only provided fields are changed. `enabled` is the switch for all environments: on, the flag is on in each " +
    "where `environments` says so.",
  tag: "Flags",
  scope: "flags:write",
  resource: flagInPath,
  query: guardQuerySchema,
  body: {
    schema: updateFlagSchema,
    problems: (body, { flag }) => updateFlagProblems(body, flag),
    example: { enabled: true },
  },
  response: { status: 200, data: flagSchema },
  alsoFails: [409, 412],
  reach: ({ body }) => reachOfChange(body),
  run: ({ resource, query, body, write }) => updateFlag(resource.flag, body, { ...write, ...query }),
});

export const DELETE = defineRoute({
  id: "deleteFlag",
  summary: "Delete a flag",
  description:
    "Deletes the flag with its rules. Its audit entry keeps them, so that it can be restored. One that other flags " +
    "require stays (409).",
  tag: "Flags",
  scope: "flags:write",
  resource: flagInPath,
  query: writeQuerySchema,
  response: { status: 204 },
  alsoFails: [409, 412],
  run: ({ resource, query, write }) => deleteFlag(resource.flag, { ...write, ...query }),
});
