import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { resourceTypeSchema } from "@/lib/contract/audit";
import { getDb } from "../db/client";
import { Prisma } from "../db/generated/client";
import { announceLocally } from "../live/local-changes";
import { notFound } from "../service-error";
import type { ProjectRow } from "./rows";
import type { WriteContext } from "./write-context";

export type Tx = Prisma.TransactionClient;

/** One thing that a write did, for the audit trail. `null` before: it is new; `null` after: it is gone. */
interface Recorded {
  resourceType: z.infer<typeof resourceTypeSchema>;
  resourceId: string;
  flagId?: string;
  action: string;
  before: object | null;
  after: object | null;
}

interface ProjectWrite {
  tx: Tx;
  /** As locked: its environments hold until the transaction ends. */
  project: ProjectRow;
  /** Adds an entry to the audit trail; it is written with the change or not at all. */
  record(change: Recorded): void;
}

const MAX_ATTEMPTS = 3;

/** Prisma's code for a deadlock or a serialisation failure: the transaction may simply be tried again. */
const isRetryable = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2034";

/** Runs `work` in a transaction, again when it lost a deadlock. */
export async function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await getDb().prisma.$transaction(work, { maxWait: 10_000, timeout: 20_000 });
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !isRetryable(error)) throw error;
    }
  }
}

/**
 * Changes something inside a project: one transaction that holds the project, does the work, writes the audit entries,
 * raises the project's revision and announces it. When the work records nothing, nothing was changed and none of that
 * happens.
 *
 * Every write takes the project's row first. Ordinary writes share it, and order themselves by the flag they lock next;
 * what reaches across flags (deleting a segment, changing environments, deleting the project) takes it alone, so no two
 * writes can wait for each other.
 * @throws ServiceError 404 when there is no such project.
 */
export async function writeInProject<T>(
  projectId: string,
  lock: "shared" | "exclusive",
  context: WriteContext,
  work: (write: ProjectWrite) => Promise<T>,
): Promise<T> {
  const { result, revision } = await inTransaction(async (tx) => {
    const project = await lockProject(tx, projectId, lock);
    const recorded: Recorded[] = [];
    const result = await work({ tx, project, record: (change) => recorded.push(change) });
    if (recorded.length === 0) return { result, revision: undefined };
    await writeAudit(tx, projectId, context, recorded);
    return { result, revision: await announceRevision(tx, projectId) };
  });
  if (revision !== undefined) await announceLocally(projectId, revision);
  return result;
}

async function lockProject(tx: Tx, projectId: string, lock: "shared" | "exclusive"): Promise<ProjectRow> {
  // KEY SHARE lets the revision be raised by others meanwhile; FOR UPDATE waits for every writer and stops new ones.
  const strength = lock === "shared" ? Prisma.sql`FOR KEY SHARE` : Prisma.sql`FOR UPDATE`;
  const [project] = await tx.$queryRaw<ProjectRow[]>`
    SELECT id, name, slug, environments, default_environment AS "defaultEnvironment",
           created_at AS "createdAt", updated_at AS "updatedAt"
    FROM projects WHERE id = ${projectId}::uuid ${strength}`;
  if (project === undefined) throw notFound();
  return project;
}

/** Writes the trail of a change, in its transaction. */
export async function writeAudit(
  tx: Tx,
  projectId: string | null,
  { actor, requestId }: Pick<WriteContext, "actor" | "requestId">,
  recorded: readonly Recorded[],
): Promise<void> {
  await tx.auditEntry.createMany({
    data: recorded.map(({ resourceType, resourceId, flagId, action, before, after }) => ({
      id: randomUUID(),
      projectId,
      flagId: flagId ?? null,
      resourceType,
      resourceId,
      action,
      actorType: actor.type,
      actorId: actor.id,
      actorName: actor.name,
      before: before ?? Prisma.DbNull,
      after: after ?? Prisma.DbNull,
      size: sizeOf(before) + sizeOf(after),
      requestId,
    })),
  });
}

const sizeOf = (value: object | null): number => (value === null ? 0 : Buffer.byteLength(JSON.stringify(value)));

/** Past every revision: what is announced when a project is deleted. */
const GONE = BigInt(Number.MAX_SAFE_INTEGER);

/** What other instances hear once the transaction commits. */
async function announceRevision(tx: Tx, projectId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ revision: number }[]>`
    WITH raised AS (UPDATE projects SET revision = revision + 1 WHERE id = ${projectId}::uuid RETURNING revision),
    announced AS (SELECT coalesce((SELECT revision FROM raised), ${GONE}) AS revision)
    SELECT revision::float8 AS revision,
      pg_notify('guidon', json_build_object('type', 'revision', 'project', ${projectId}::text, 'revision', revision)::text)::text
    FROM announced`;
  if (row === undefined) throw new Error("A statement without a condition gave no row");
  return row.revision;
}
