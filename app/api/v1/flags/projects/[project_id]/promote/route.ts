import { guardQuerySchema } from "@/lib/contract/guard";
import { promotedSchema, promoteProblems, promoteSchema } from "@/lib/contract/promotion";
import { defineRoute } from "@/lib/server/http/define-route";
import { projectInPath } from "@/lib/server/http/resources";
import { promote } from "@/lib/server/services/promotion/promote";

export const POST = defineRoute({
  id: "promoteFlags",
  summary: "Promote flags to another environment",
  description:
    "Makes flags in `to` what they are in `from`, all of them or none. Rules keep their salt, so whoever is inside a " +
    "percentage in `from` is inside it in `to`; a rule that `to` has already keeps its id. Each flag that changes " +
    "has an audit entry, and all of them have one `batch_id`. `If-Match` takes the `etag` of a dry run.",
  tag: "Projects",
  scope: "flags:write",
  resource: projectInPath,
  query: guardQuerySchema,
  body: {
    schema: promoteSchema,
    problems: promoteProblems,
    example: { from: "staging", to: "production", flag_ids: ["c3d4e5f6-7a8b-4c9d-8e0f-1a2b3c4d5e6f"], dry_run: true },
  },
  response: { status: 200, data: promotedSchema },
  alsoFails: [409, 412],
  reach: ({ body }) => [body.from, body.to],
  changes: ({ body }) => [body.to],
  run: ({ resource, query, body, write }) => promote(resource, body, { ...write, ...query }),
});
