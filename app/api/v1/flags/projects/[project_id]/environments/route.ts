import { createEnvironmentSchema, environmentSchema } from "@/lib/contract/environment";
import { writeQuerySchema } from "@/lib/contract/write-query";
import { defineRoute } from "@/lib/server/http/define-route";
import { projectInPath } from "@/lib/server/http/resources";
import { createEnvironment, listEnvironments } from "@/lib/server/services/environments";

export const GET = defineRoute({
  id: "listEnvironments",
  summary: "List environments",
  tag: "Projects",
  scope: "flags:read",
  resource: projectInPath,
  response: { status: 200, list: environmentSchema },
  reach: [],
  run: ({ resource }) => listEnvironments(resource),
});

export const POST = defineRoute({
  id: "createEnvironment",
  summary: "Create an environment",
  description: "Empty, or as a copy of another: whoever is inside a percentage there is inside it here.",
  tag: "Projects",
  scope: "flags:write",
  reserved: "keys and admins",
  resource: projectInPath,
  query: writeQuerySchema,
  body: { schema: createEnvironmentSchema, example: { name: "qa", copy_from: "staging" } },
  response: { status: 201, data: environmentSchema },
  alsoFails: [409],
  run: ({ resource, query, body, write }) => createEnvironment(resource, body, { ...write, ...query }),
});
