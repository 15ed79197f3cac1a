import { createProjectSchema, listProjectsQuerySchema, projectProblems, projectSchema } from "@/lib/contract/project";
import { writeQuerySchema } from "@/lib/contract/write-query";
import { defineRoute } from "@/lib/server/http/define-route";
import { anyCaller, everyProject } from "@/lib/server/http/resources";
import { createProject, listProjects } from "@/lib/server/services/projects";

export const GET = defineRoute({
  id: "listProjects",
  summary: "List projects",
  description: "A key that is limited to some projects sees those.",
  tag: "Projects",
  scope: "flags:read",
  resource: anyCaller,
  query: listProjectsQuerySchema,
  response: { status: 200, list: projectSchema },
  reach: [],
  run: ({ query, caller }) => listProjects(query, caller.projectIds),
});

export const POST = defineRoute({
  id: "createProject",
  summary: "Create a project",
  description: "Takes a key that is not limited to some projects. Without `slug`, one is made from the name.",
  tag: "Projects",
  scope: "flags:write",
  reserved: "keys and admins",
  resource: everyProject,
  query: writeQuerySchema,
  body: { schema: createProjectSchema, problems: (body) => projectProblems(body), example: { name: "Web shop" } },
  response: { status: 201, data: projectSchema },
  alsoFails: [409],
  run: ({ query, body, write }) => createProject(body, { ...write, ...query }),
});
