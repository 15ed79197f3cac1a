import { getDb } from "../db/client";
import type { Prisma } from "../db/generated/client";
import { STALE_PLAN, sqlStateOf } from "../db/sql-state";

/** Runs statements: all in one transaction, or each by itself (`db`). */
export type Tx = Prisma.TransactionClient;

/** The database outside of any transaction. */
export const db = (): Tx => getDb().prisma;

const MAX_ATTEMPTS = 3;
/** Deadlock, serialisation failure and a changed table, after which the transaction can be tried again. */
const RETRYABLE = new Set(["40P01", "40001", STALE_PLAN]);

/**
 * Milliseconds to wait for a connection, and for a whole transaction. Each statement and each lock has a deadline of
 * its own (5 and 4 s); a guarded write waits for its lock, for the analysis (3 s) and for some statements.
 */
const WRITE = { maxWait: 6_000, timeout: 20_000 };
/** A large project is read in many pages, each within a statement's deadline. */
const SNAPSHOT = { maxWait: 6_000, timeout: 120_000, isolationLevel: "RepeatableRead" } as const;

/** Runs `work` in a transaction, and again when it lost a deadlock. */
export const inTransaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => tryToRun(work, WRITE);

/** Runs `work` on one snapshot of the database. It must only read. */
export const inSnapshot = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => tryToRun(work, SNAPSHOT);

async function tryToRun<T>(work: (tx: Tx) => Promise<T>, options: typeof WRITE | typeof SNAPSHOT): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await getDb().prisma.$transaction(work, options);
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !RETRYABLE.has(sqlStateOf(error) ?? "")) throw error;
    }
  }
}

/** Whether the database takes writes: a standby does not. */
export async function takesWrites(tx: Tx): Promise<boolean> {
  const [state] = await tx.$queryRaw<{ off: boolean }[]>`
    SELECT current_setting('transaction_read_only') = 'off' AS off`;
  return state?.off === true;
}
