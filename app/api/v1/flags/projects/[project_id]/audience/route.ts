import { askAudienceProblems, askAudienceSchema, audienceCountSchema } from "@/lib/contract/audience";
import { limits } from "@/lib/contract/limits";
import { defineRoute } from "@/lib/server/http/define-route";
import { projectInPath } from "@/lib/server/http/resources";
import { countAudience, environmentAsked } from "@/lib/server/services/audience";

export const POST = defineRoute({
  id: "countAudience",
  summary: "Count an audience",
  description:
    "How many of the contexts that were evaluated last a rule or a segment would match. It changes nothing. Only for " +
    "projects that keep a sample (`settings.sample_contexts`), else 409. Who may ask can find out what attributes " +
    "users have, so it takes the scope to write.",
  tag: "Projects",
  scope: "flags:write",
  resource: projectInPath,
  body: {
    schema: askAudienceSchema,
    problems: askAudienceProblems,
    maxBytes: limits.segmentBodyBytes,
    example: {
      environment: "production",
      rule: { conditions: [{ attribute: "plan", operator: "equals", value: "pro" }] },
    },
  },
  response: { status: 200, data: audienceCountSchema },
  alsoFails: [409],
  reach: ({ resource, body }) => [environmentAsked(resource, body)],
  changes: () => [],
  run: ({ resource, body }) => countAudience(resource, body),
});
