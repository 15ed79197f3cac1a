import { ofrepBulkQuerySchema, ofrepEvaluationsSchema } from "@/lib/contract/evaluation";
import { preflight } from "@/lib/server/http/cors";
import { defineRoute } from "@/lib/server/http/define-route";
import { ofrepCall } from "@/lib/server/http/ofrep-call";
import { evaluateAllForOfrep } from "@/lib/server/services/ofrep";

export const POST = defineRoute({
  ...ofrepCall,
  id: "ofrepEvaluateFlags",
  summary: "Evaluate every flag (OFREP)",
  description:
    "Bulk evaluation of the OpenFeature Remote Evaluation Protocol. `If-None-Match` gives 304 as long as nothing is " +
    "new to this context. `eventStreams` says where to hear when to ask again.",
  query: ofrepBulkQuerySchema,
  response: { status: 200, bare: ofrepEvaluationsSchema, hasTag: true },
  run: ({ resource, query, body, caller }) =>
    evaluateAllForOfrep({ where: resource, caller, context: body.context, configTag: query.flagConfigEtag }),
});

export const OPTIONS = preflight("POST");
