import { restoredSchema, restoreQuerySchema } from "@/lib/contract/restore";
import { defineRoute } from "@/lib/server/http/define-route";
import { auditEntryInPath } from "@/lib/server/http/resources";
import { reachOfRestoring } from "@/lib/server/services/reach";
import { restoreEntry } from "@/lib/server/services/restore/restore-entry";

export const POST = defineRoute({
  id: "restoreAuditEntry",
  summary: "Restore what an audit entry changed",
  description:
    "Puts back what the entry shows as `before`: a flag, rule or segment that was deleted comes back with its id " +
    "(rules with their salt, in their position; a flag with its rules; a segment in the rules that it was cleared " +
    "from), one that was changed goes back, a reordered list gets its earlier order, and a copy of rules is taken " +
    "out again. It is a write like any other, with an audit entry of its own that names this one in `restored_from`. " +
    "What cannot be restored is 409 with the reason: there was nothing before, it is there already, its key was " +
    "given away, its flag or segment or environment is gone. `If-Match` takes the ETag of what is there now; for an " +
    "order or a copy, that of the list.",
  tag: "Audit",
  scope: "flags:write",
  resource: auditEntryInPath,
  query: restoreQuerySchema,
  response: { status: 200, data: restoredSchema },
  alsoFails: [409, 412],
  reach: ({ resource, query }) => reachOfRestoring(resource, query),
  run: ({ resource, query, write }) => restoreEntry(resource, query, { ...write, ...query }),
});
