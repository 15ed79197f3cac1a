import { flagStatsQuerySchema, flagStatsSchema } from "@/lib/contract/flag-stats";
import { defineRoute } from "@/lib/server/http/define-route";
import { flagInPath } from "@/lib/server/http/resources";
import { flagStats } from "@/lib/server/services/flag-stats";

export const GET = defineRoute({
  id: "getFlagStats",
  summary: "Count evaluations",
  description:
    "When the flag was evaluated last, and how often each rule decided it in the last hour, day and seven days. Up " +
    "to ten seconds late.",
  tag: "Evaluation",
  scope: "flags:read",
  resource: flagInPath,
  query: flagStatsQuerySchema,
  response: { status: 200, data: flagStatsSchema },
  reach: ({ query }) => [query.environment],
  run: ({ resource, query }) => flagStats(resource, query.environment),
});
