import { ofrepEvaluationSchema, ofrepQuerySchema, ofrepRequestSchema } from "@/lib/contract/evaluation";
import { preflight } from "@/lib/server/http/cors";
import { defineRoute } from "@/lib/server/http/define-route";
import { ofrepFailure } from "@/lib/server/http/ofrep-failure";
import { evaluationInHeaders } from "@/lib/server/http/subjects";
import { evaluateForOfrep } from "@/lib/server/services/ofrep";

export const POST = defineRoute({
  id: "ofrepEvaluateFlag",
  summary: "Evaluate a flag (OFREP)",
  description: "As the OpenFeature Remote Evaluation Protocol has it. `x-project-id` and `x-environment` say where.",
  tag: "Evaluation",
  scope: "flags:evaluate",
  rateLimit: "evaluation",
  isCrossOrigin: true,
  takesKeyHeader: true,
  failure: ofrepFailure,
  subject: evaluationInHeaders,
  query: ofrepQuerySchema,
  body: { schema: ofrepRequestSchema, example: { context: { targetingKey: "u-1", plan: "pro" } } },
  response: { status: 200, bare: ofrepEvaluationSchema, hasTag: false },
  run: ({ params, subject, body }) => evaluateForOfrep(subject, params.key, body.context),
});

export const OPTIONS = preflight("POST");
