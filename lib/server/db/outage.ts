import { sqlStateOf } from "./sql-state";

/** The database is known to be unreachable, so the call failed without waiting. */
export class DatabaseDownError extends Error {
  override readonly name = "DatabaseDownError";

  constructor() {
    super("The database does not answer");
  }
}

/** Postgres cannot answer at all: connection trouble, shutdown, startup. */
const GONE: readonly [sqlState: RegExp, cause: string][] = [
  [/^08...$/, "the connection to the database broke"],
  [/^57P0[12345]$/, "the database is shutting down or starting"],
];

/** Postgres answers that it cannot do its work. For the caller that is the same; the log says which it was. */
const UNABLE: readonly [sqlState: RegExp, cause: string][] = [
  [/^53100$/, "the disk of the database is full"],
  [/^53200$/, "the database is out of memory"],
  [/^53300$/, "the database takes no more connections"],
  [/^53...$/, "the database is out of a resource"],
  [/^58...$/, "the database cannot read or write its files"],
  [/^XX00[12]$/, "the data of the database is damaged"],
  [/^25006$/, "the database is read-only: a standby, or told to be"],
  [/^25P0[34]$/, "a transaction was left waiting for too long, and the database ended it"],
  [/^57014$/, "a statement took too long, and the database ended it"],
  [/^55P03$/, "a lock could not be had in time"],
  [/^28...$/, "the database refuses our user or password"],
  [/^42501$/, "the database refuses our user what it needs"],
  [/^55000$/, "the database is told to take no connections"],
  [/^40(001|P01)$/, "transactions were in each other's way, also when they were tried again"],
  [/^0A000$/, "a table was changed, by a newer version for one, under a statement"],
  [/^3D000$/, "there is no database of that name"],
  [/^(26000|42P05)$/, "a pooler hands statements to other connections: set DATABASE_POOLER=transaction"],
];

const SYSTEM_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);
/** Prisma's codes: unreachable, timed out, closed, pool exhausted. */
const PRISMA_CODES = new Set(["P1001", "P1002", "P1008", "P1011", "P1017", "P2024"]);
/** A transaction whose connection broke: node-postgres gives no code, and Prisma's says too little. */
const BROKEN = new RegExp(
  [
    "Connection terminated",
    "Client has encountered a connection error",
    "Client was closed",
    "Unable to start a transaction",
    "Transaction not found",
    "Cannot use a pool after calling end",
  ].join("|"),
  "i",
);
/** Prisma rolls back a transaction that is open for longer than allowed. */
const OVERDUE = /timeout for this transaction was/i;
const LATE = /Query read timeout|timeout expired|connection timeout|timeout exceeded when trying to connect/i;

/**
 * Why the database could not do its work, in words for the log; undefined when the error is not the database's fault.
 */
export function outageCause(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const state = sqlStateOf(error);
  const known = state && [...GONE, ...UNABLE].find(([pattern]) => pattern.test(state));
  if (known) return `${known[1]} (${state})`;
  if (LATE.test(error.message)) return "the database did not answer in time";
  if (OVERDUE.test(error.message)) return "a transaction took too long, and was rolled back";
  if (error instanceof DatabaseDownError) return "the database does not answer";
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (SYSTEM_CODES.has(code) || isWithoutSocket(error)) return `the database cannot be reached (${code})`;
  if (PRISMA_CODES.has(code) || BROKEN.test(error.message)) return "the connection to the database broke";
  // A host name with several addresses fails with one error for each.
  if (error instanceof AggregateError) return error.errors.map(outageCause).find((cause) => cause !== undefined);
  return outageCause(error.cause);
}

/** Whether a socket is missing. Any other missing file says nothing about the database. */
const isWithoutSocket = (error: Error): boolean =>
  "code" in error && error.code === "ENOENT" && "syscall" in error && error.syscall === "connect";

/** Whether an error means that the database cannot do its work, and not that the caller made a mistake. */
export const isDatabaseOutage = (error: unknown): boolean => outageCause(error) !== undefined;

/** Whether an error means that no database answers. */
export function isServerGone(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === undefined || GONE.some(([pattern]) => pattern.test(state));
}
