import { flagdDefinitionsSchema, flagdQuerySchema } from "@/lib/contract/flagd";
import { defineRoute } from "@/lib/server/http/define-route";
import { evaluationInQuery } from "@/lib/server/http/resources";
import { flagdFlags } from "@/lib/server/services/flagd";

export const GET = defineRoute({
  id: "getFlagdDefinitions",
  summary: "Read flag definitions for flagd",
  description:
    "The flags of one environment in flagd's own format, for flagd and its providers to evaluate by themselves. Each " +
    "gives what Guidon gives; those for which flagd has no words are left out, and listed in `metadata`. A provider " +
    "that keeps a stream open asks by gRPC instead (docs/flagd.md).",
  tag: "Rulesets",
  scope: "flags:ruleset",
  rateLimit: "evaluation",
  resource: evaluationInQuery,
  query: flagdQuerySchema,
  response: { status: 200, bare: flagdDefinitionsSchema, hasTag: true },
  // The service finds out which environment is meant, and checks it.
  reach: [],
  run: ({ resource, query, caller }) => flagdFlags(resource, query, caller),
});
