import type { AuditEntry, ListAuditQuery } from "@/lib/contract/audit";
import type { Page } from "@/lib/contract/common";
import { found, notFound } from "../service-error";
import * as store from "../store/audit-list";
import { db } from "../store/transaction";
import { assertProjectExists } from "./assert-project";
import { type Limit, seen } from "./seen";

/** An entry of a project's history, with what decides who may restore it. */
export interface AuditEntryResource {
  id: string;
  projectId: string;
  resourceType: string;
  /** The environment that the change was limited to; null: it was not limited to one. */
  environment: string | null;
}

/** @throws ServiceError 404, also for an entry that belongs to no project */
export async function findAuditEntryResource(id: string): Promise<AuditEntryResource> {
  const { projectId, environment, resourceType } = found(await store.findPlaceOfEntry(db(), id));
  if (projectId === null) throw notFound();
  return { id, projectId, environment, resourceType };
}

/** A whole entry. @throws ServiceError 404 when it was deleted meanwhile */
export const getAuditEntry = async (id: string): Promise<AuditEntry> => found(await store.findAuditEntry(db(), id));

/** The entries of rules and flags that the same write made before this one. */
export const changedWith = ({ id }: Pick<AuditEntry, "id">): Promise<AuditEntry[]> => store.changedWith(db(), id);

/** The entries of the batch that an entry belongs to. */
export const entriesOfAct = async (entry: AuditEntry): Promise<readonly AuditEntry[]> =>
  entry.batch_id === undefined ? [entry] : store.entriesOfBatch(db(), entry.batch_id);

/**
 * A project's history, newest first. It outlives the project.
 * @throws ServiceError 404 when there is, and was, no such project.
 */
export async function listAudit(query: ListAuditQuery, limit: Limit): Promise<Page<AuditEntry>> {
  const page = await store.listAudit(db(), query);
  // Distinguishes a filter that finds nothing from a project that never existed.
  if (page.items.length === 0 && !(await store.hasAudit(db(), query.project_id))) {
    await assertProjectExists(query.project_id);
  }
  return limit === null ? page : { ...page, items: page.items.map((entry) => entryWithin(entry, limit)) };
}

/** An entry for a caller who is limited to environments: a flag's entry describes all of its environments. */
function entryWithin(entry: AuditEntry, limit: Limit): AuditEntry {
  if (entry.resource_type !== "flag") return entry;
  const side = (state: unknown) => (typeof state === "object" && state !== null ? seen(state, limit) : state);
  return { ...entry, before: side(entry.before), after: side(entry.after) };
}
