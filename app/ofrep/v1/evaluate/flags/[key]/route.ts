import { ofrepEvaluationSchema } from "@/lib/contract/evaluation";
import { preflight } from "@/lib/server/http/cors";
import { defineRoute } from "@/lib/server/http/define-route";
import { ofrepCall } from "@/lib/server/http/ofrep-call";
import { evaluateForOfrep } from "@/lib/server/services/ofrep";

export const POST = defineRoute({
  ...ofrepCall,
  id: "ofrepEvaluateFlag",
  summary: "Evaluate a flag (OFREP)",
  description: "As the OpenFeature Remote Evaluation Protocol has it. `x-project-id` and `x-environment` say where.",
  response: { status: 200, bare: ofrepEvaluationSchema, hasTag: false },
  run: ({ params, resource, body, caller }) =>
    evaluateForOfrep({ where: resource, caller, key: params.key, context: body.context }),
});

export const OPTIONS = preflight("POST");
