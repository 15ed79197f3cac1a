import { sql } from "../db/sql";
import type { SqlTx } from "../db/transaction";
import { notFound } from "../service-error";
import { flagColumns } from "./row-readers";
import type { FlagRow } from "./rows";

/**
 * Locks a flag for the rest of the transaction: whoever changes it or the order of its rules waits here.
 * @throws ServiceError 404 when it has gone meanwhile.
 */
export async function lockFlag(tx: SqlTx, id: string): Promise<void> {
  const locked = await tx.rows(sql`SELECT 1 FROM flags WHERE id = ${id} FOR UPDATE`);
  if (locked.length === 0) throw notFound();
}

/** Locks a flag as `lockFlag` does, and reads it. @throws ServiceError 404 */
export async function lockAndReadFlag(tx: SqlTx, id: string): Promise<FlagRow> {
  const [row] = await tx.rows<FlagRow>(sql`SELECT ${flagColumns} FROM flags WHERE id = ${id} FOR UPDATE`);
  if (row === undefined) throw notFound();
  return row;
}
