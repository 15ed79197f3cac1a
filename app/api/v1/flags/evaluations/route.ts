import { reportEvaluationsSchema, reportedEvaluationsSchema } from "@/lib/contract/reported-evaluations";
import { defineRoute } from "@/lib/server/http/define-route";
import { evaluationInBody } from "@/lib/server/http/resources";
import { countReported } from "@/lib/server/services/reported-evaluations";

export const POST = defineRoute({
  id: "reportEvaluations",
  summary: "Count evaluations made elsewhere",
  description:
    "Adds what applications evaluated by themselves to the counts that a flag's page and `/flags/:flag_id/stats` show.",
  tag: "Rulesets",
  scope: "flags:ruleset",
  rateLimit: "evaluation",
  resource: evaluationInBody,
  body: {
    schema: reportEvaluationsSchema,
    example: {
      project_id: "a1b2c3d4-5e6f-4a7b-8c9d-0e1f2a3b4c5d",
      environment: "production",
      evaluations: [
        {
          flag_key: "new-checkout",
          rule_id: "f6a7b8c9-0d1e-4f2a-9b3c-4d5e6f7a8b9c",
          variant: "on",
          reason: "TARGETING_MATCH",
          count: 1_204,
        },
      ],
    },
  },
  response: { status: 202, data: reportedEvaluationsSchema },
  reach: ({ body }) => [body.environment],
  run: ({ resource, body, caller }) => countReported(resource, body, caller),
});
