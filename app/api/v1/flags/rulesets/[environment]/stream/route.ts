import { rulesetPatchSchema, rulesetSchema, rulesetStreamQuerySchema } from "@/lib/contract/ruleset";
import { defineRoute } from "@/lib/server/http/define-route";
import { rulesetInPath } from "@/lib/server/http/resources";
import { streamRuleset } from "@/lib/server/services/rulesets";

export const GET = defineRoute({
  id: "streamRuleset",
  summary: "Hear of a ruleset's changes",
  description:
    "Server-sent events: the whole ruleset as `put`, unless `Last-Event-ID` (or `since`) names a state from which it " +
    "can go on; then a `patch` for each change, or one for several that came together. A client that holds another " +
    "revision than `from`, or another epoch, connects anew without `Last-Event-ID`. A stream ends with its key, when " +
    "its client has fallen too far behind, and after an hour at the latest; clients connect anew. One key may have " +
    "1,000 open at once (429), an instance 20,000 (503).",
  tag: "Rulesets",
  scope: "flags:ruleset",
  rateLimit: "evaluation",
  resource: rulesetInPath,
  query: rulesetStreamQuerySchema,
  response: {
    status: 200,
    events: "`event: put` with a Ruleset, and `event: patch` with a RulesetPatch. The `id` is the version after it.",
    eventData: [rulesetSchema, rulesetPatchSchema],
  },
  reach: ({ resource }) => [resource.environment],
  run: ({ resource, query, caller }) => streamRuleset(resource, query, caller),
});
