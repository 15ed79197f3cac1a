import { flagSchema, updateFlagProblems, updateFlagSchema } from "@/lib/contract/flag";
import { defineRoute } from "@/lib/server/http/define-route";
import { flagInPath } from "@/lib/server/http/subjects";
import { deleteFlag, updateFlag } from "@/lib/server/services/flags";

export const GET = defineRoute({
  id: "getFlag",
  summary: "Get a flag",
  tag: "Flags",
  scope: "flags:read",
  subject: flagInPath,
  response: { status: 200, data: flagSchema },
  run: async ({ subject }) => subject.flag,
});

export const PATCH = defineRoute({
  id: "updateFlag",
  summary: "Update a flag",
  description: "Only provided fields are changed.",
  tag: "Flags",
  scope: "flags:write",
  subject: flagInPath,
  body: {
    schema: updateFlagSchema,
    problems: (body, { flag }) => updateFlagProblems(body, flag),
    example: { enabled: true },
  },
  response: { status: 200, data: flagSchema },
  alsoFails: [412],
  run: ({ subject, body, write }) => updateFlag(subject.flag, body, write),
});

export const DELETE = defineRoute({
  id: "deleteFlag",
  summary: "Delete a flag",
  description: "Permanently deletes the flag with its rules.",
  tag: "Flags",
  scope: "flags:write",
  subject: flagInPath,
  response: { status: 204 },
  alsoFails: [412],
  run: ({ subject, write }) => deleteFlag(subject.flag, write),
});
