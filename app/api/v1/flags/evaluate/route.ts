import { evaluateSchema, evaluationSchema } from "@/lib/contract/evaluation";
import { limits } from "@/lib/contract/limits";
import { preflight } from "@/lib/server/http/cors";
import { defineRoute } from "@/lib/server/http/define-route";
import { evaluationInBody } from "@/lib/server/http/resources";
import { evaluateIn } from "@/lib/server/services/evaluate";

export const POST = defineRoute({
  id: "evaluateFlag",
  summary: "Evaluate a flag",
  description: "The value of one flag for a context, and why.",
  tag: "Evaluation",
  scope: "flags:evaluate",
  rateLimit: "evaluation",
  isCrossOrigin: true,
  resource: evaluationInBody,
  body: {
    schema: evaluateSchema,
    maxBytes: limits.evaluationBodyBytes,
    example: {
      project_id: "a1b2c3d4-5e6f-4a7b-8c9d-0e1f2a3b4c5d",
      environment: "production",
      flag_key: "new-checkout",
      context: { user_id: "u-1", plan: "pro", country: "US" },
    },
  },
  response: { status: 200, data: evaluationSchema },
  run: ({ resource, body, caller }) => evaluateIn(resource, body, caller),
});

export const OPTIONS = preflight("POST");
