import { rolloutRuleExample, rulePatchExample } from "@/lib/contract/examples";
import { guardQuerySchema } from "@/lib/contract/guard";
import { ruleSchema, updateRuleProblems, updateRuleSchema } from "@/lib/contract/rule";
import { defineRoute } from "@/lib/server/http/define-route";
import { ruleInPath } from "@/lib/server/http/resources";
import { deleteRule, getRule, updateRule } from "@/lib/server/services/rules";

export const GET = defineRoute({
  id: "getRule",
  summary: "Get a rule",
  tag: "Rules",
  scope: "flags:read",
  resource: ruleInPath,
  response: { status: 200, data: ruleSchema, example: { data: rolloutRuleExample } },
  reach: ({ resource }) => [resource.list.environment],
  run: ({ resource }) => getRule(resource),
});

export const PATCH = defineRoute({
  id: "updateRule",
  summary: "Update a rule",
  description: "Update an existing rule. Only provided fields are changed.",
  tag: "Rules",
  scope: "flags:write",
  resource: ruleInPath,
  query: guardQuerySchema,
  body: { schema: updateRuleSchema, problems: updateRuleProblems, example: rulePatchExample },
  response: {
    status: 200,
    data: ruleSchema,
    example: { data: { ...rolloutRuleExample, ...rulePatchExample, updated_at: "2025-03-16T15:00:00Z" } },
  },
  alsoFails: [409, 412],
  reach: ({ resource }) => [resource.list.environment],
  run: ({ resource, query, body, write }) => updateRule(resource, body, { ...write, ...query }),
});

export const DELETE = defineRoute({
  id: "deleteRule",
  summary: "Delete a rule",
  description: "Permanently delete a targeting rule.",
  tag: "Rules",
  scope: "flags:write",
  resource: ruleInPath,
  query: guardQuerySchema,
  response: { status: 204 },
  alsoFails: [409, 412],
  reach: ({ resource }) => [resource.list.environment],
  run: ({ resource, query, write }) => deleteRule(resource, { ...write, ...query }),
});
