import { sqlStateOf } from "./sql-state";

/**
 * SQLSTATE classes and codes that say the server is not there to answer: connection trouble, shutdown, start-up; and,
 * for the caller the same, that a lock could not be had in time.
 */
const OUTAGE_SQL_STATE = /^(08...|57P0[1-3]|53300|55P03)$/;
const OUTAGE_SYSTEM_CODES = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOENT", "ETIMEDOUT", "ENOTFOUND"]);
/** Prisma: unreachable, timed out, closed, pool exhausted, transaction could not start or lost its connection. */
const OUTAGE_PRISMA_CODES = new Set(["P1001", "P1002", "P1008", "P1011", "P1017", "P2024"]);
/** node-postgres gives these no code, and Prisma one that says too little: a transaction whose connection broke. */
const OUTAGE_MESSAGES =
  /Connection terminated|connection timeout|timeout exceeded when trying to connect|Client has encountered a connection error|Unable to start a transaction|Transaction not found/i;

/** Whether an error means that the database cannot be reached, as opposed to one that it answered with. */
export function isDatabaseOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return (
    OUTAGE_SQL_STATE.test(sqlStateOf(error) ?? "") ||
    OUTAGE_SYSTEM_CODES.has(code) ||
    OUTAGE_PRISMA_CODES.has(code) ||
    OUTAGE_MESSAGES.test(error.message) ||
    isDatabaseOutage(error.cause)
  );
}
