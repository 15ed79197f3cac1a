import { ofrepStreamQuerySchema } from "@/lib/contract/evaluation";
import { preflight } from "@/lib/server/http/cors";
import { defineRoute } from "@/lib/server/http/define-route";
import { ofrepFailure } from "@/lib/server/http/ofrep-failure";
import { grantedStream } from "@/lib/server/http/resources";
import { streamRefetches } from "@/lib/server/services/ofrep-streams";

export const GET = defineRoute({
  id: "ofrepStreamEvents",
  summary: "Hear of changes (OFREP)",
  description:
    "Server-sent events of the OpenFeature Remote Evaluation Protocol. The address is in `eventStreams` of a bulk " +
    "evaluation; its token is as good as its key, for this call only. One event at once, unless `Last-Event-ID` " +
    "names what there is, and one after each change. A stream ends with its key, and after an hour at the latest; " +
    "clients connect anew. One key may have 1,000 open at once (429), an instance 20,000 (503).",
  tag: "Evaluation",
  scope: "flags:evaluate",
  rateLimit: "evaluation",
  isCrossOrigin: true,
  takesStreamToken: true,
  failure: ofrepFailure,
  resource: grantedStream,
  query: ofrepStreamQuerySchema,
  response: {
    status: 200,
    events: '`data: {"type": "refetchEvaluation", "etag": "…", "lastModified": 1771622898}`, with an `id`.',
  },
  run: ({ resource, caller }) => streamRefetches(resource, caller),
});

export const OPTIONS = preflight("GET");
