import { rulesetListQuerySchema, rulesetListSchema } from "@/lib/contract/ruleset";
import { defineRoute } from "@/lib/server/http/define-route";
import { rulesetListInPath } from "@/lib/server/http/resources";
import { rulesetList } from "@/lib/server/services/rulesets";

export const GET = defineRoute({
  id: "getRulesetList",
  summary: "Read a long list",
  description:
    "A list that a ruleset names by the SHA-256 of its JSON text, as that text. It never changes. 404 when no rule " +
    "of the environment uses it any more: then the ruleset is another, too.",
  tag: "Rulesets",
  scope: "flags:ruleset",
  rateLimit: "evaluation",
  resource: rulesetListInPath,
  query: rulesetListQuerySchema,
  response: { status: 200, bare: rulesetListSchema, hasTag: false },
  reach: ({ resource }) => [resource.environment],
  run: ({ resource }) => rulesetList(resource, resource.digest),
});
