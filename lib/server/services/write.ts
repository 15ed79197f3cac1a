import { announceLocally } from "../live/local-changes";
import { found } from "../service-error";
import { type AuditChange, type AuditContext, auditInsert, insertAudit } from "../store/audit";
import { findProject, holdProject, type ProjectRow } from "../store/projects";
import { type Changed, raiseRevision } from "../store/revisions";
import { inTransaction, type Tx } from "../store/transaction";
import type { WriteContext } from "./write-context";

/** A write in progress. */
interface Write {
  tx: Tx;
  /** Adds an entry to the audit log; it is stored with the change or not at all. */
  record(change: AuditChange): void;
}

/** A write inside a project. */
export interface ProjectWrite extends Write {
  projectId: string;
  /**
   * The project, which is held with its environments until the transaction ends. @throws ServiceError 404 when it was
   * deleted
   */
  readProject(): Promise<ProjectRow>;
  /** Makes every instance read these flags again, although no entry is about one of them. */
  touch(flagIds: readonly string[]): void;
}

/** Makes a change that belongs to no project: one transaction with the work and its audit entries. */
export const write = <T>(context: AuditContext, work: (write: Write) => Promise<T>): Promise<T> =>
  inTransaction(async (tx) => {
    const changes: AuditChange[] = [];
    const result = await work({ tx, record: (change) => changes.push(change) });
    if (changes.length > 0) await insertAudit(tx, null, context, changes);
    return result;
  });

/**
 * Changes something inside a project: one transaction that holds the project, does the work, writes the audit entries,
 * raises the project's revision and announces it. When the work records nothing, nothing was changed and none of that
 * happens. Evaluation cannot see test users, so a change to them leaves the revision as it is.
 *
 * Every write holds the project first. Ordinary writes share it, and order themselves by the flag they lock next; what
 * reaches across flags (deleting a segment, changing environments, deleting the project) holds it exclusively, so no
 * two writes can wait for each other. A guarded write holds it exclusively, too: what its guards have seen must hold
 * until it commits, in every flag and segment that it concerns.
 *
 * A project that is not there can be held: work either locks something in the project, which has gone with it, or reads
 * the project itself.
 */
export async function writeInProject<T>(
  projectId: string,
  mode: "shared" | "exclusive",
  context: WriteContext,
  work: (write: ProjectWrite) => Promise<T>,
): Promise<T> {
  const { result, raised } = await inTransaction(async (tx) => {
    await holdProject(tx, projectId, context.guard === undefined ? mode : "exclusive");
    const changes: AuditChange[] = [];
    const touched: string[] = [];
    const readProject = async () => found(await findProject(tx, projectId));
    const record = (change: AuditChange) => changes.push(change);
    const touch = (flagIds: readonly string[]) => void touched.push(...flagIds);
    const result = await work({ tx, projectId, readProject, record, touch });
    if (changes.length === 0) return { result, raised: undefined };
    if (changes.every(({ resourceType }) => resourceType === "test_user")) {
      await insertAudit(tx, projectId, context, changes);
      return { result, raised: undefined };
    }
    const entries = auditInsert(projectId, context, changes);
    return { result, raised: await raiseRevision(tx, projectId, entries, changedIn(changes, touched)) };
  });
  if (raised !== undefined) await announceLocally({ projectId, ...raised });
  return result;
}

/** Each id once. A rule is read with its flag, so that a change to it is one to the flag. */
function changedIn(changes: readonly AuditChange[], touched: readonly string[]): Changed {
  const flagIds = new Set(touched);
  const segmentIds = new Set<string>();
  for (const { resourceType, resourceId, flagId } of changes) {
    if (flagId !== undefined) flagIds.add(flagId);
    else if (resourceType === "segment") segmentIds.add(resourceId);
  }
  return { flagIds: [...flagIds], segmentIds: [...segmentIds] };
}
