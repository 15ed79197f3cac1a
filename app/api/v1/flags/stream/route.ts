import { changeEventSchema, viewersEventSchema } from "@/lib/contract/change";
import { streamQuerySchema } from "@/lib/contract/evaluation";
import { preflight } from "@/lib/server/http/cors";
import { defineRoute } from "@/lib/server/http/define-route";
import { streamInQuery } from "@/lib/server/http/resources";
import { streamEvents } from "@/lib/server/services/stream-revisions";

export const GET = defineRoute({
  id: "streamRevisions",
  summary: "Hear of changes",
  description:
    "Server-sent events: one `revision` event at once, and one after each change, so that a client knows to ask " +
    "again. A stream ends with its key or session, and after an hour at the latest; clients connect anew. With " +
    "`include[]=changes` it tells instead, for the dashboard and whatever else shows a project, who changed what as " +
    "soon as it is stored, also what evaluation cannot see, and which members look at which flag. A client that " +
    "comes back says by `Last-Event-ID` where it was; a new one may say by `past_seconds` how old its knowledge is. " +
    "One key or session may have 1,000 open at once (429), an instance 20,000 (503).",
  tag: "Evaluation",
  scope: "flags:evaluate",
  rateLimit: "evaluation",
  isCrossOrigin: true,
  resource: streamInQuery,
  query: streamQuerySchema,
  response: {
    status: 200,
    events:
      '`event: revision` with `data: {"revision": 12}`. With `include[]=changes`: `event: change` with a ' +
      "ChangeEvent, " +
      "and `event: viewers` with a ViewersEvent, at once and when they are others.",
    eventData: [changeEventSchema, viewersEventSchema],
  },
  run: ({ resource, query, caller }) => streamEvents(resource, query, caller),
});

export const OPTIONS = preflight("GET");
