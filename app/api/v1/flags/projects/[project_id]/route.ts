import { deleteProjectQuerySchema, projectProblems, projectSchema, updateProjectSchema } from "@/lib/contract/project";
import { writeQuerySchema } from "@/lib/contract/write-query";
import { defineRoute } from "@/lib/server/http/define-route";
import { projectInPath } from "@/lib/server/http/subjects";
import { deleteProject, updateProject } from "@/lib/server/services/projects";

export const GET = defineRoute({
  id: "getProject",
  summary: "Get a project",
  tag: "Projects",
  scope: "flags:read",
  subject: projectInPath,
  response: { status: 200, data: projectSchema },
  run: async ({ subject }) => subject,
});

export const PATCH = defineRoute({
  id: "updateProject",
  summary: "Update a project",
  description: "An environment that has rules cannot be removed.",
  tag: "Projects",
  scope: "flags:write",
  reserved: "keys and admins",
  subject: projectInPath,
  query: writeQuerySchema,
  body: {
    schema: updateProjectSchema,
    problems: projectProblems,
    example: { environments: ["production", "staging"] },
  },
  response: { status: 200, data: projectSchema },
  alsoFails: [409, 412],
  run: ({ subject, query, body, write }) => updateProject(subject.id, body, { ...write, ...query }),
});

export const DELETE = defineRoute({
  id: "deleteProject",
  summary: "Delete a project",
  description: "Permanently deletes the project with its flags, rules and segments.",
  tag: "Projects",
  scope: "flags:write",
  reserved: "keys and admins",
  subject: projectInPath,
  query: deleteProjectQuerySchema,
  response: { status: 204 },
  alsoFails: [412],
  run: ({ subject, query: { confirm, comment }, write }) => deleteProject(subject.id, confirm, { ...write, comment }),
});
