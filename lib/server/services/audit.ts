import type { AuditEntry, ListAuditQuery } from "@/lib/contract/audit";
import type { Page } from "@/lib/contract/common";
import * as store from "../store/audit";
import { db } from "../store/transaction";
import { assertProjectExists } from "./assert-project";

/**
 * A project's history, newest first. It outlives the project.
 * @throws ServiceError 404 when there is, and was, no such project.
 */
export async function listAudit(query: ListAuditQuery): Promise<Page<AuditEntry>> {
  const page = await store.listAudit(db(), query);
  // Tells a filter that finds nothing from a project that never was.
  if (page.items.length === 0 && !(await store.hasAudit(db(), query.project_id))) {
    await assertProjectExists(query.project_id);
  }
  return page;
}
