import { compareQuerySchema, flagComparisonSchema } from "@/lib/contract/promotion";
import { defineRoute } from "@/lib/server/http/define-route";
import { projectInPath } from "@/lib/server/http/resources";
import { compareEnvironments } from "@/lib/server/services/promotion/compare";

export const GET = defineRoute({
  id: "compareEnvironments",
  summary: "Compare two environments",
  description:
    "The flags that are not the same in both, oldest first, without those that are archived: what differs, and who " +
    "would get another value in `to` if they were promoted. Rules are told apart by their salt, which copies keep.",
  tag: "Projects",
  scope: "flags:read",
  resource: projectInPath,
  query: compareQuerySchema,
  response: { status: 200, list: flagComparisonSchema },
  reach: ({ query }) => [query.from, query.to],
  run: ({ resource, query }) => compareEnvironments(resource, query),
});
