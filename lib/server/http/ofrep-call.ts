import { ofrepQuerySchema, ofrepRequestSchema } from "@/lib/contract/evaluation";
import { limits } from "@/lib/contract/limits";
import { ofrepFailure } from "./ofrep-failure";
import { evaluationInHeaders } from "./resources";

/** What the calls of the OpenFeature Remote Evaluation Protocol have in common. */
export const ofrepCall = {
  tag: "Evaluation",
  scope: "flags:evaluate",
  rateLimit: "evaluation",
  isCrossOrigin: true,
  takesKeyHeader: true,
  failure: ofrepFailure,
  resource: evaluationInHeaders,
  query: ofrepQuerySchema,
  body: {
    schema: ofrepRequestSchema,
    maxBytes: limits.evaluationBodyBytes,
    example: { context: { targetingKey: "u-1", plan: "pro" } },
  },
} as const;
