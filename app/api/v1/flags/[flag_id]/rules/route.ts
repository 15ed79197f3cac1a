import { BOUNDED_LIST } from "@/lib/contract/common";
import { rolloutRuleExample, ruleExample, ruleRequestExample } from "@/lib/contract/examples";
import { guardQuerySchema } from "@/lib/contract/guard";
import { createRuleProblems, createRuleSchema, listRulesQuerySchema, ruleSchema } from "@/lib/contract/rule";
import { defineRoute } from "@/lib/server/http/define-route";
import { flagInPath } from "@/lib/server/http/resources";
import { createRule, listRules } from "@/lib/server/services/rules";

export const GET = defineRoute({
  id: "listRules",
  summary: "List rules",
  description: `Retrieve all rules for a flag in a given environment, in the order they are evaluated. ${BOUNDED_LIST}`,
  tag: "Rules",
  scope: "flags:read",
  resource: flagInPath,
  query: listRulesQuerySchema,
  response: { status: 200, list: ruleSchema, example: { data: [ruleExample, rolloutRuleExample] } },
  reach: ({ query }) => [query.environment],
  run: ({ resource, query }) => listRules(resource, query),
});

export const POST = defineRoute({
  id: "createRule",
  summary: "Create a rule",
  description:
    "Create a new targeting rule for a flag. Rules are evaluated in order of position — the first matching rule " +
    "determines the flag value.",
  tag: "Rules",
  scope: "flags:write",
  resource: flagInPath,
  query: guardQuerySchema,
  body: { schema: createRuleSchema, problems: createRuleProblems, example: ruleRequestExample },
  response: { status: 201, data: ruleSchema, example: { data: ruleExample } },
  alsoFails: [409],
  reach: ({ body }) => [body.environment],
  run: ({ resource, query, body, write }) => createRule(resource, body, { ...write, ...query }),
});
