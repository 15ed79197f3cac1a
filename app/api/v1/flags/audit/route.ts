import { auditEntrySchema, listAuditQuerySchema } from "@/lib/contract/audit";
import { defineRoute } from "@/lib/server/http/define-route";
import { projectInQuery } from "@/lib/server/http/resources";
import { listAudit } from "@/lib/server/services/audit";
import { reachOfEntries } from "@/lib/server/services/reach";

export const GET = defineRoute({
  id: "listAuditEntries",
  summary: "List audit entries",
  description: "Who changed what and when, newest first, in pages of 50 unless `limit` says otherwise.",
  tag: "Audit",
  scope: "flags:read",
  resource: projectInQuery,
  query: listAuditQuerySchema,
  response: { status: 200, list: auditEntrySchema },
  reach: ({ query }) => reachOfEntries(query),
  run: ({ query, caller }) => listAudit(query, caller.environments),
});
