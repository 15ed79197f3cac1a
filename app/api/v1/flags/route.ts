import { BOUNDED_LIST } from "@/lib/contract/common";
import { createFlagSchema, flagSchema } from "@/lib/contract/flag";
import { listedFlagSchema, listFlagsQuerySchema } from "@/lib/contract/flag-list";
import { scheduleProblems } from "@/lib/contract/flag-schedule";
import { writeQuerySchema } from "@/lib/contract/write-query";
import { defineRoute } from "@/lib/server/http/define-route";
import { projectInBody, projectInQuery } from "@/lib/server/http/resources";
import { listFlags } from "@/lib/server/services/flag-list";
import { createFlag } from "@/lib/server/services/flags";
import { reachOfFlagList, reachOfNewFlag } from "@/lib/server/services/reach";

export const GET = defineRoute({
  id: "listFlags",
  summary: "List flags",
  description: BOUNDED_LIST,
  tag: "Flags",
  scope: "flags:read",
  resource: projectInQuery,
  query: listFlagsQuerySchema,
  response: { status: 200, list: listedFlagSchema },
  reach: ({ query }) => reachOfFlagList(query),
  run: ({ query, caller }) => listFlags(query, caller.environments),
});

export const POST = defineRoute({
  id: "createFlag",
  summary: "Create a flag",
  description: "The key and the type are fixed from then on. A flag is off until it is enabled.",
  tag: "Flags",
  scope: "flags:write",
  resource: projectInBody,
  query: writeQuerySchema,
  body: {
    schema: createFlagSchema,
    problems: (body) => scheduleProblems(body),
    example: {
      project_id: "a1b2c3d4-5e6f-4a7b-8c9d-0e1f2a3b4c5d",
      key: "new-checkout",
      name: "New checkout",
      flag_type: "boolean",
      default_value: { value: false },
      enabled: true,
      tags: ["checkout"],
    },
  },
  response: { status: 201, data: flagSchema },
  alsoFails: [409],
  reach: ({ body }) => reachOfNewFlag(body),
  run: ({ query, body, write }) => createFlag(body, { ...write, ...query }),
});
