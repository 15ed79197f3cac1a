/** SQLSTATE classes and codes that say the server is not there to answer: connection trouble, shutdown, start-up. */
const OUTAGE_SQL_STATE = /^(08...|57P0[1-3]|53300)$/;
const OUTAGE_SYSTEM_CODES = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOENT", "ETIMEDOUT", "ENOTFOUND"]);
/** Prisma: unreachable, timed out, closed, pool exhausted, transaction could not start or lost its connection. */
const OUTAGE_PRISMA_CODES = new Set(["P1001", "P1002", "P1008", "P1011", "P1017", "P2024"]);
/** node-postgres gives these no code. */
const OUTAGE_MESSAGES =
  /Connection terminated|connection timeout|timeout exceeded when trying to connect|Client has encountered a connection error|Unable to start a transaction/i;

/** Whether an error means that the database cannot be reached, as opposed to one that it answered with. */
export function isDatabaseOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return (
    OUTAGE_SQL_STATE.test(code) ||
    OUTAGE_SYSTEM_CODES.has(code) ||
    OUTAGE_PRISMA_CODES.has(code) ||
    OUTAGE_MESSAGES.test(error.message) ||
    isDatabaseOutage(error.cause)
  );
}
