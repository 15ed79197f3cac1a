import { flagStatsQuerySchema, flagStatsSchema } from "@/lib/contract/evaluation";
import { defineRoute } from "@/lib/server/http/define-route";
import { flagInPath } from "@/lib/server/http/resources";
import { flagStats } from "@/lib/server/services/flag-stats";

export const GET = defineRoute({
  id: "getFlagStats",
  summary: "Count evaluations",
  description: "How often each rule decided the flag in the last hour and the last seven days. Up to ten seconds late.",
  tag: "Evaluation",
  scope: "flags:read",
  resource: flagInPath,
  query: flagStatsQuerySchema,
  response: { status: 200, data: flagStatsSchema },
  run: ({ resource, query }) => flagStats(resource, query.environment),
});
