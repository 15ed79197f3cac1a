import { rolloutRuleExample, ruleExample } from "@/lib/contract/examples";
import { guardQuerySchema } from "@/lib/contract/guard";
import { ruleSchema } from "@/lib/contract/rule";
import { orderRulesProblems, orderRulesSchema } from "@/lib/contract/rule-order";
import { defineRoute } from "@/lib/server/http/define-route";
import { flagInPath } from "@/lib/server/http/resources";
import { orderRules } from "@/lib/server/services/order-rules";

export const PUT = defineRoute({
  id: "orderRules",
  summary: "Set the order of rules",
  description:
    "Sets the whole order at once, positions 1 to n, and changes nothing else. The ids must be exactly the list's. " +
    "`If-Match` with the list's ETag refuses an order that was made from an older list.",
  tag: "Rules",
  scope: "flags:write",
  resource: flagInPath,
  query: guardQuerySchema,
  body: {
    schema: orderRulesSchema,
    problems: orderRulesProblems,
    example: { environment: "production", rule_ids: [rolloutRuleExample.id, ruleExample.id] },
  },
  response: { status: 200, list: ruleSchema },
  alsoFails: [409, 412],
  reach: ({ body }) => [body.environment],
  run: async ({ resource, query, body, write }) => ({
    items: await orderRules(resource, body, { ...write, ...query }),
  }),
});
