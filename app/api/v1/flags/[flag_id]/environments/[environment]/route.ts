import { flagSchema } from "@/lib/contract/flag";
import { updateFlagEnvironmentProblems, updateFlagEnvironmentSchema } from "@/lib/contract/flag-environment";
import { guardQuerySchema } from "@/lib/contract/guard";
import { defineRoute } from "@/lib/server/http/define-route";
import { flagEnvironmentInPath } from "@/lib/server/http/resources";
import { updateFlagIn } from "@/lib/server/services/flags";

export const PATCH = defineRoute({
  id: "updateFlagEnvironment",
  summary: "Update a flag in one environment",
  description:
    "Turns the flag on or off there, or gives it a default value of its own there. Answers the whole flag: " +
    "`If-Match` takes the flag's ETag. Only provided fields are changed.",
  tag: "Flags",
  scope: "flags:write",
  resource: flagEnvironmentInPath,
  query: guardQuerySchema,
  body: {
    schema: updateFlagEnvironmentSchema,
    problems: (body, { flag }) => updateFlagEnvironmentProblems(body, flag),
    example: { enabled: true },
  },
  response: { status: 200, data: flagSchema },
  alsoFails: [409, 412],
  reach: ({ resource }) => [resource.environment],
  run: ({ resource: { flag, environment }, query, body, write }) =>
    updateFlagIn(flag, environment, body, { ...write, ...query }),
});
