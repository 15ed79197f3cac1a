import { deleteProjectQuerySchema, projectProblems, projectSchema, updateProjectSchema } from "@/lib/contract/project";
import { writeQuerySchema } from "@/lib/contract/write-query";
import { defineRoute } from "@/lib/server/http/define-route";
import { projectInPath } from "@/lib/server/http/resources";
import { deleteProject, updateProject } from "@/lib/server/services/projects";

export const GET = defineRoute({
  id: "getProject",
  summary: "Get a project",
  tag: "Projects",
  scope: "flags:read",
  resource: projectInPath,
  response: { status: 200, data: projectSchema },
  reach: [],
  run: async ({ resource }) => resource,
});

export const PATCH = defineRoute({
  id: "updateProject",
  summary: "Update a project",
  description: "An environment that has rules cannot be removed.",
  tag: "Projects",
  scope: "flags:write",
  reserved: "keys and admins",
  resource: projectInPath,
  query: writeQuerySchema,
  body: {
    schema: updateProjectSchema,
    problems: projectProblems,
    example: { environments: ["production", "staging"] },
  },
  response: { status: 200, data: projectSchema },
  alsoFails: [409, 412],
  run: ({ resource, query, body, write }) => updateProject(resource.id, body, { ...write, ...query }),
});

export const DELETE = defineRoute({
  id: "deleteProject",
  summary: "Delete a project",
  description: "Permanently deletes the project with its flags, rules and segments.",
  tag: "Projects",
  scope: "flags:write",
  reserved: "keys and admins",
  resource: projectInPath,
  query: deleteProjectQuerySchema,
  response: { status: 204 },
  alsoFails: [412],
  run: ({ resource, query: { confirm, comment }, write }) => deleteProject(resource.id, confirm, { ...write, comment }),
});
