import { randomUUID } from "node:crypto";
import type { AuditEntry } from "@/lib/contract/audit";
import { type RestoreKind, restoreKind } from "@/lib/contract/restorable";
import type { Restored, RestoreQuery } from "@/lib/contract/restore";
import { etagOf } from "../../etag";
import { conflict } from "../../service-error";
import type { RuleList } from "../../store/rules";
import { type AuditEntryResource, changedWith, entriesOfAct, getAuditEntry } from "../audit";
import { dryRun } from "../dry-run";
import { guardedLists } from "../guarded";
import type { Judged } from "../list-texts";
import { seen } from "../seen";
import { type ProjectWrite, writeInProject } from "../write";
import type { WriteContext } from "../write-context";
import type { Restoration } from "./entry";
import { restoreChangedFlag, restoreDeletedFlag } from "./restore-flag";
import { restoreList } from "./restore-list";
import { restoreOrder } from "./restore-order";
import { restorePromotion } from "./restore-promotion";
import { restoreChangedRule, restoreDeletedRule } from "./restore-rule";
import { restoreChangedSegment, restoreDeletedSegment } from "./restore-segment";

/** What is restored, and how. */
export interface Restoring {
  entry: AuditEntry;
  extent: Exclude<RestoreQuery["extent"], "batch">;
  context: WriteContext;
  /** The id of the audit entry that records it. */
  entryId: string;
  /**
   * What the same write changed besides. For a deleted segment: the rules that were unlinked from it; for a flag's
   * variants: the rules and flags that got other values.
   */
  besides: readonly AuditEntry[];
  /** The entry, or all entries of its batch. */
  act: readonly AuditEntry[];
}

/** One way of restoring. */
export interface Restorer {
  /** Whether lists are compared as they are (without rules while their flag is off), or as if the flag were on. */
  judged?: Judged;
  /** The rule lists in which somebody may get another value. */
  lists(write: ProjectWrite, restoring: Restoring): Promise<readonly RuleList[]>;
  /** @throws ServiceError 409 when it cannot be restored, 412 */
  restore(write: ProjectWrite, restoring: Restoring): Promise<Restoration>;
}

const restorers: Record<AuditEntry["resource_type"], Partial<Record<RestoreKind, Restorer>>> = {
  flag: { deleted: restoreDeletedFlag, changed: restoreChangedFlag, promotion: restorePromotion },
  rule: { deleted: restoreDeletedRule, changed: restoreChangedRule },
  segment: { deleted: restoreDeletedSegment, changed: restoreChangedSegment },
  rule_order: { order: restoreOrder, list: restoreList },
  project: {},
  environment: {},
  api_key: {},
  member: {},
  test_user: {},
};

/**
 * Restores the `before` of an entry.
 * @throws ServiceError 404, 409 when it cannot be restored or a guard refuses, 412
 */
export async function restoreEntry(
  { id, projectId }: AuditEntryResource,
  { extent, dry_run: isDryRun }: RestoreQuery,
  context: WriteContext,
): Promise<Restored> {
  const entry = await getAuditEntry(id);
  const restorer = restorerOf(entry);
  const besides = hasMore(entry) ? await changedWith(entry) : [];
  const isOfAct = extent === "batch" && entry.batch_id !== undefined;
  const act = isOfAct ? await entriesOfAct(entry) : [entry];
  const restoring: Restoring = {
    ...{ entry, besides, act, entryId: randomUUID() },
    extent: extent === "batch" ? "change" : extent,
    context: { ...context, restores: id, ...(isOfAct && { batchId: randomUUID() }) },
  };
  const run = async (write: ProjectWrite) => {
    // An entry outlives its project.
    await write.readProject();
    const lists = () => restorer.lists(write, restoring);
    return guardedLists(write, context, lists, () => restorer.restore(write, restoring), restorer.judged);
  };
  // Exclusively: a segment may be linked to rules of any flag again, and what was checked must stay true.
  if (!isDryRun) {
    const done = await writeInProject(projectId, "exclusive", restoring.context, run);
    const { batchId: batch_id } = restoring.context;
    const ids = { entry_id: restoring.entryId, ...(batch_id !== undefined && { batch_id }) };
    return { ...toRestored(entry, done, context), ...ids };
  }
  const lists = (write: ProjectWrite) => restorer.lists(write, restoring);
  const { done, effect } = await dryRun(projectId, restoring.context, run, lists, restorer.judged);
  const etag = done.current === null ? undefined : etagOf(JSON.stringify(done.current));
  return { ...toRestored(entry, done, context), ...(etag !== undefined && { etag }), effect };
}

/** Whether the write may have changed more than its entry says. */
const hasMore = ({ action, before, after }: AuditEntry): boolean => {
  const [old, now] = [before, after].map((side) => JSON.stringify(Object(side).variants));
  return action === "segment.deleted" || (after !== null && old !== now);
};

function restorerOf(entry: AuditEntry): Restorer {
  const kind = restoreKind(entry);
  if (typeof kind === "object") throw conflict(kind.why);
  const restorer = restorers[entry.resource_type][kind];
  if (restorer === undefined) throw new Error(`No way to restore ${entry.action} (${kind})`);
  return restorer;
}

function toRestored(
  { resource_type, resource_id, flag_id }: AuditEntry,
  { before, after, leftAlone = [] }: Restoration,
  { limit }: WriteContext,
): Restored {
  const side = <State extends object>(state: State) => (resource_type === "flag" ? seen(state, limit) : state);
  return {
    ...{ resource_type, resource_id, flag_id, before: before && side(before), after: side(after) },
    ...(leftAlone.length > 0 && { left_alone: leftAlone }),
  };
}
