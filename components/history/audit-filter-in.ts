import type { AuditFilter } from "./api";

/** What the history is filtered by, as its address says. @param read the value of a parameter of the address */
export const auditFilterIn = (read: (name: string) => string | null | undefined): AuditFilter => ({
  resourceId: read("resource") ?? undefined,
  actor: read("actor") ?? undefined,
  environment: read("environment") ?? undefined,
});
