import { bootstrapResultSchema, bootstrapSchema } from "@/lib/contract/evaluation";
import { limits } from "@/lib/contract/limits";
import { preflight } from "@/lib/server/http/cors";
import { defineRoute } from "@/lib/server/http/define-route";
import { evaluationInBody } from "@/lib/server/http/resources";
import { evaluateAllIn } from "@/lib/server/services/evaluate";

export const POST = defineRoute({
  id: "bootstrap",
  summary: "Evaluate every flag",
  description:
    "The values of all flags that are not archived, for one context. 503 when the rules search its texts for too long.",
  tag: "Evaluation",
  scope: "flags:evaluate",
  rateLimit: "evaluation",
  isCrossOrigin: true,
  resource: evaluationInBody,
  body: {
    schema: bootstrapSchema,
    maxBytes: limits.evaluationBodyBytes,
    example: { project_id: "a1b2c3d4-5e6f-4a7b-8c9d-0e1f2a3b4c5d", context: { user_id: "u-1", plan: "pro" } },
  },
  response: { status: 200, data: bootstrapResultSchema },
  run: ({ resource, body, caller }) => evaluateAllIn(resource, body, caller),
});

export const OPTIONS = preflight("POST");
