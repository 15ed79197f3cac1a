import { ofrepEvaluationsSchema, ofrepQuerySchema, ofrepRequestSchema } from "@/lib/contract/evaluation";
import { preflight } from "@/lib/server/http/cors";
import { defineRoute } from "@/lib/server/http/define-route";
import { ofrepFailure } from "@/lib/server/http/ofrep-failure";
import { evaluationInHeaders } from "@/lib/server/http/subjects";
import { evaluateAllForOfrep } from "@/lib/server/services/ofrep";

export const POST = defineRoute({
  id: "ofrepEvaluateFlags",
  summary: "Evaluate every flag (OFREP)",
  description: "Bulk evaluation of the OpenFeature Remote Evaluation Protocol. `If-None-Match` gives 304.",
  tag: "Evaluation",
  scope: "flags:evaluate",
  rateLimit: "evaluation",
  isCrossOrigin: true,
  takesKeyHeader: true,
  failure: ofrepFailure,
  subject: evaluationInHeaders,
  query: ofrepQuerySchema,
  body: { schema: ofrepRequestSchema, example: { context: { targetingKey: "u-1", plan: "pro" } } },
  response: { status: 200, bare: ofrepEvaluationsSchema, hasTag: true },
  run: ({ subject, body }) => evaluateAllForOfrep(subject, body.context),
});

export const OPTIONS = preflight("POST");
