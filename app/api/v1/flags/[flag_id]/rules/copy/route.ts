import { guardQuerySchema } from "@/lib/contract/guard";
import { ruleSchema } from "@/lib/contract/rule";
import { copyRulesProblems, copyRulesSchema } from "@/lib/contract/rule-order";
import { defineRoute } from "@/lib/server/http/define-route";
import { flagInPath } from "@/lib/server/http/resources";
import { copyRules } from "@/lib/server/services/copy-rules";

export const POST = defineRoute({
  id: "copyRules",
  summary: "Copy rules to another environment",
  description:
    "Answers with the whole list of the environment that was copied to. `If-Match` with that list's ETag refuses a " +
    "copy when the list has changed since it was read.",
  tag: "Rules",
  scope: "flags:write",
  resource: flagInPath,
  query: guardQuerySchema,
  body: {
    schema: copyRulesSchema,
    problems: copyRulesProblems,
    example: { from: "staging", to: "production", mode: "append" },
  },
  response: { status: 200, list: ruleSchema },
  alsoFails: [409, 412],
  reach: ({ body }) => [body.from, body.to],
  changes: ({ body }) => [body.to],
  run: async ({ resource, query, body, write }) => ({
    items: await copyRules(resource, body, { ...write, ...query }),
  }),
});
