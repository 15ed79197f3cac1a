import { rulesetQuerySchema, rulesetSchema } from "@/lib/contract/ruleset";
import { defineRoute } from "@/lib/server/http/define-route";
import { rulesetInPath } from "@/lib/server/http/resources";
import { wholeRuleset } from "@/lib/server/services/rulesets";

export const GET = defineRoute({
  id: "getRuleset",
  summary: "Read a ruleset",
  description:
    "All that an engine needs to evaluate in one environment by itself, and nothing of another environment. The same " +
    "to everybody until the next change; compressed for who accepts it. The stream tells what changes.",
  tag: "Rulesets",
  scope: "flags:ruleset",
  rateLimit: "evaluation",
  resource: rulesetInPath,
  query: rulesetQuerySchema,
  response: { status: 200, data: rulesetSchema, hasTag: true },
  reach: ({ resource }) => [resource.environment],
  run: ({ resource, query }) => wholeRuleset(resource, query.lists),
});
