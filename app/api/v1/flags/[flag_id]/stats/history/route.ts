import { flagHistoryQuerySchema, flagHistorySchema } from "@/lib/contract/flag-stats";
import { defineRoute } from "@/lib/server/http/define-route";
import { flagInPath } from "@/lib/server/http/resources";
import { flagHistory } from "@/lib/server/services/flag-history";

export const GET = defineRoute({
  id: "getFlagHistory",
  summary: "Count evaluations over time",
  description:
    "How often each rule decided the flag, and with which value, in each step of the last hour, day or week. Up to " +
    "ten seconds late. A period adds up to what the counts of the same period say.",
  tag: "Evaluation",
  scope: "flags:read",
  resource: flagInPath,
  query: flagHistoryQuerySchema,
  response: { status: 200, data: flagHistorySchema },
  reach: ({ query }) => [query.environment],
  run: ({ resource, query }) => flagHistory(resource, query),
});
