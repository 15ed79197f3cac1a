import { analyzeRulesProblems, analyzeRulesSchema, rulesAnalysisSchema } from "@/lib/contract/analysis";
import { defineRoute } from "@/lib/server/http/define-route";
import { flagInPath } from "@/lib/server/http/resources";
import { analyzeRules } from "@/lib/server/services/analyze-rules";

export const POST = defineRoute({
  id: "analyzeRules",
  summary: "Analyze rules",
  description:
    "Says what is to be known of an environment's rules (which never match, are never reached, make no difference) " +
    "and, of a draft of them, who would get another value. It changes nothing. Every claim is proven or shown on a " +
    "witness, as if the flag was on; what could not be proven is listed as such. A new rule's buckets " +
    "are known when it is created.",
  tag: "Rules",
  scope: "flags:read",
  resource: flagInPath,
  body: {
    schema: analyzeRulesSchema,
    problems: analyzeRulesProblems,
    example: {
      environment: "production",
      rules: [
        { conditions: [{ attribute: "plan", operator: "equals", value: "pro" }], value: true },
        { conditions: [], value: true, percentage: 25 },
      ],
    },
  },
  response: { status: 200, data: rulesAnalysisSchema },
  reach: ({ body }) => [body.environment],
  run: ({ resource, body }) => analyzeRules(resource, body),
});
