import { analyzeSegmentSchema, segmentAnalysisSchema } from "@/lib/contract/analysis";
import { segmentPatchExample } from "@/lib/contract/examples";
import { limits } from "@/lib/contract/limits";
import { defineRoute } from "@/lib/server/http/define-route";
import { segmentInPath } from "@/lib/server/http/resources";
import { analyzeSegment } from "@/lib/server/services/analyze-segment";

export const POST = defineRoute({
  id: "analyzeSegment",
  summary: "Analyze a segment",
  description:
    "Says who would get another value, in every flag and environment that uses the segment, if it was changed like " +
    "this, or deleted. It changes nothing. Every claim is proven or shown on a witness, as if the flags were on; " +
    "what could not be proven is listed as such.",
  tag: "Segments",
  scope: "flags:read",
  resource: segmentInPath,
  body: { schema: analyzeSegmentSchema, maxBytes: limits.segmentBodyBytes, example: segmentPatchExample },
  response: { status: 200, data: segmentAnalysisSchema },
  run: ({ resource, body }) => analyzeSegment(resource, body),
});
