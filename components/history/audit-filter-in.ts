import type { AuditFilter } from "./api";

/** The filter of the history in an address. @param read gives the value of a parameter of the address */
export const auditFilterIn = (read: (name: string) => string | null | undefined): AuditFilter => ({
  resourceId: read("resource") ?? undefined,
  actor: read("actor") ?? undefined,
  environment: read("environment") ?? undefined,
});
