import { deleteEnvironmentQuerySchema, environmentSchema, updateEnvironmentSchema } from "@/lib/contract/environment";
import { writeQuerySchema } from "@/lib/contract/write-query";
import { defineRoute } from "@/lib/server/http/define-route";
import { environmentInPath } from "@/lib/server/http/resources";
import { deleteEnvironment, getEnvironment, updateEnvironment } from "@/lib/server/services/environments";

export const GET = defineRoute({
  id: "getEnvironment",
  summary: "Get an environment",
  tag: "Projects",
  scope: "flags:read",
  resource: environmentInPath,
  response: { status: 200, data: environmentSchema },
  reach: [],
  run: ({ resource: { project, environment } }) => getEnvironment(project, environment),
});

export const PATCH = defineRoute({
  id: "updateEnvironment",
  summary: "Update an environment",
  description: "Only provided fields are changed. Its name is fixed; `title` is what people read.",
  tag: "Projects",
  scope: "flags:write",
  reserved: "keys and admins",
  resource: environmentInPath,
  query: writeQuerySchema,
  body: { schema: updateEnvironmentSchema, example: { title: "Production", color: "red", is_protected: true } },
  response: { status: 200, data: environmentSchema },
  alsoFails: [412],
  run: ({ resource: { project, environment }, query, body, write }) =>
    updateEnvironment(project, environment, body, { ...write, ...query }),
});

export const DELETE = defineRoute({
  id: "deleteEnvironment",
  summary: "Delete an environment",
  description:
    "The project's default environment stays. With `confirm`, what is in it goes, too; without, that is 409.",
  tag: "Projects",
  scope: "flags:write",
  reserved: "keys and admins",
  resource: environmentInPath,
  query: deleteEnvironmentQuerySchema,
  response: { status: 204 },
  alsoFails: [409, 412],
  run: ({ resource: { project, environment }, query: { confirm, comment }, write }) =>
    deleteEnvironment(project, environment, confirm, { ...write, comment }),
});
