import type { PoolClient } from "pg";
import { getDb } from "./client";
import { queryOn, type Sql } from "./sql";
import { sqlStateOf } from "./sql-state";

/** A transaction under way. */
export interface SqlTx {
  rows<Row extends object>(statement: Sql): Promise<Row[]>;
  /** For a statement that cannot but yield a row. */
  one<Row extends object>(statement: Sql): Promise<Row>;
  /** For a change that is not to be waited for. What is sent after it sees it, and when it fails, the transaction does. */
  send(statement: Sql): void;
  /** As `one`, with the commit behind it on the wire: for the last statement, which waits for nothing but the disk. */
  last<Row extends object>(statement: Sql): Promise<Row>;
}

const MAX_ATTEMPTS = 3;
/** Deadlock and serialisation failure: the transaction may simply be tried again. */
const RETRYABLE = new Set(["40P01", "40001"]);

/** Whether a transaction that failed may simply be tried again. */
export const isRetryable = (error: unknown): boolean => RETRYABLE.has(sqlStateOf(error) ?? "");

/** Runs `attempt` again when it lost a deadlock. */
export async function retrying<T>(attempt: () => Promise<T>): Promise<T> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (attempts === MAX_ATTEMPTS || !isRetryable(error)) throw error;
    }
  }
}

/**
 * Runs `work` in a transaction on a connection of its own: for what has to be fast. Prisma's transactions cost several
 * times as much of the processor, and hold their locks for as long. Statements that are sent without waiting run one
 * after another, each seeing what was committed before it began; when one fails, so do those behind it.
 */
export const inSqlTransaction = <T>(work: (tx: SqlTx) => Promise<T>): Promise<T> =>
  retrying(async () => {
    const client = await getDb().pool.connect();
    const tx = transactionOn(client);
    try {
      const [result] = await Promise.all([work(tx), tx.begun]);
      if (!tx.isCommitted()) await client.query("COMMIT");
      // Postgres answers the commit of a transaction that failed with a rollback, and calls it no error.
      tx.assertNothingFailed();
      client.release();
      return result;
    } catch (error) {
      // A connection that cannot even roll back is closed, not given to the next request.
      await client.query("ROLLBACK").then(
        () => client.release(),
        (broken: Error) => client.release(broken),
      );
      // After what was sent without waiting has failed, whatever is waited for fails for that reason alone.
      tx.assertNothingFailed();
      throw error;
    }
  });

interface OpenTx extends SqlTx {
  begun: Promise<unknown>;
  isCommitted(): boolean;
  /** @throws what the first of the statements that were sent without waiting failed with */
  assertNothingFailed(): void;
}

function transactionOn(client: PoolClient): OpenTx {
  const together = sendingTogether(client);
  together();
  const begun = client.query("BEGIN");
  let isCommitted = false;
  let failure: { error: unknown } | undefined;
  const rows = <Row extends object>(statement: Sql) => {
    together();
    return queryOn<Row>(client, statement);
  };
  const one = async <Row extends object>(statement: Sql) => {
    const [row] = await rows<Row>(statement);
    if (row === undefined) throw new Error(`No row from: ${statement.text}`);
    return row;
  };
  return {
    begun,
    isCommitted: () => isCommitted,
    assertNothingFailed: () => {
      if (failure !== undefined) throw failure.error;
    },
    rows,
    one,
    send: (statement) => {
      rows(statement).catch((error: unknown) => {
        failure ??= { error };
      });
    },
    last: async <Row extends object>(statement: Sql) => {
      const [row] = await Promise.all([one<Row>(statement), client.query("COMMIT")]);
      isCommitted = true;
      return row;
    },
  };
}

/**
 * @returns what has all that is sent from its call to the end of the turn leave in one piece: Postgres, which waits for
 *   it, is woken once, and not for every statement.
 */
function sendingTogether({ connection: { stream } }: PoolClient): () => void {
  let isHeld = false;
  const release = () => {
    isHeld = false;
    stream.uncork();
  };
  return () => {
    if (isHeld) return;
    isHeld = true;
    stream.cork();
    process.nextTick(release);
  };
}
