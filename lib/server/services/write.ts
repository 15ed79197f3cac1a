import { getDb } from "../db/client";
import type { Prisma } from "../db/generated/client";
import { sql } from "../db/sql";
import { inSqlTransaction, retrying, type SqlTx } from "../db/transaction";
import { announceLocally } from "../live/local-changes";
import { notFound } from "../service-error";
import { raiseRevision } from "./raise-revision";
import { projectColumns } from "./row-readers";
import type { ProjectRow } from "./rows";
import type { Recorded } from "./trail";
import type { WriteContext } from "./write-context";

export { writeAudit } from "./trail";

export type Tx = Prisma.TransactionClient;

export interface ProjectWrite {
  tx: SqlTx;
  /** Its environments hold until the transaction ends. */
  project: ProjectRow;
  /** Adds an entry to the audit trail; it is written with the change or not at all. */
  record(change: Recorded): void;
}

/** Each statement has a deadline of its own; together they are small. */
const TRANSACTION_MS = { maxWait: 6_000, timeout: 10_000 };

/** Runs `work` in a Prisma transaction, again when it lost a deadlock. */
export const inTransaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  retrying(() => getDb().prisma.$transaction(work, TRANSACTION_MS));

/**
 * Changes something inside a project: one transaction that holds the project, does the work, writes the audit entries,
 * raises the project's revision and announces it. When the work records nothing, nothing was changed and none of that
 * happens.
 *
 * Every write takes the project first. Ordinary writes share it, and order themselves by the flag they lock next; what
 * reaches across flags (deleting a segment, changing environments, deleting the project) takes it alone, so no two
 * writes can wait for each other. A guarded write takes it alone, too: what its guards have seen must hold until it
 * commits, in every flag and segment that it concerns.
 * @throws ServiceError 404 when there is no such project.
 */
export async function writeInProject<T>(
  projectId: string,
  lock: "shared" | "exclusive",
  context: WriteContext,
  work: (write: ProjectWrite) => Promise<T>,
): Promise<T> {
  const { result, raised } = await inSqlTransaction(async (tx) => {
    const [, [project]] = await Promise.all([
      holdProject(tx, projectId, context.guard === undefined ? lock : "exclusive"),
      tx.rows<ProjectRow>(sql`SELECT ${projectColumns} FROM projects WHERE id = ${projectId}`),
    ]);
    if (project === undefined) throw notFound();
    const recorded: Recorded[] = [];
    const result = await work({ tx, project, record: (change) => recorded.push(change) });
    if (recorded.length === 0) return { result, raised: undefined };
    return { result, raised: await raiseRevision(tx, projectId, context, recorded) };
  });
  if (raised !== undefined) await announceLocally({ projectId, ...raised });
  return result;
}

/**
 * An advisory lock, because it is fair: whoever wants the project alone is next after those who share it now. A lock on
 * the row would let newcomers share it for ever.
 */
async function holdProject(tx: SqlTx, projectId: string, lock: "shared" | "exclusive"): Promise<void> {
  const key = projectLock(projectId);
  await tx.rows(
    lock === "shared" ? sql`SELECT pg_advisory_xact_lock_shared(${key})` : sql`SELECT pg_advisory_xact_lock(${key})`,
  );
}

/** The advisory lock that stands for a project. */
export const projectLock = (projectId: string): bigint =>
  BigInt.asIntN(64, BigInt(`0x${projectId.replaceAll("-", "").slice(0, 16)}`));
