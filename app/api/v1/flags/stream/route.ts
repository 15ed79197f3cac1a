import { streamQuerySchema } from "@/lib/contract/evaluation";
import { preflight } from "@/lib/server/http/cors";
import { defineRoute } from "@/lib/server/http/define-route";
import { evaluationInQuery } from "@/lib/server/http/subjects";
import { streamRevisions } from "@/lib/server/services/stream-revisions";

export const GET = defineRoute({
  id: "streamRevisions",
  summary: "Hear of changes",
  description:
    "Server-sent events: one `revision` event at once, and one after each change, so that a client knows to ask again. " +
    "A stream ends with its key or session, and after an hour at the latest; clients connect anew. " +
    "One key or session may have 1,000 open at once (429), an instance 20,000 (503).",
  tag: "Evaluation",
  scope: "flags:evaluate",
  rateLimit: "evaluation",
  isCrossOrigin: true,
  subject: evaluationInQuery,
  query: streamQuerySchema,
  response: { status: 200, events: '`event: revision` with `data: {"revision": 12}`.' },
  run: ({ subject, query, caller }) => streamRevisions(subject, query.environment, caller),
});

export const OPTIONS = preflight("GET");
