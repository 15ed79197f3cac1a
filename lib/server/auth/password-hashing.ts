import { hashPassword, verifyPassword } from "better-auth/crypto";
import { processState } from "../process-state";
import { ServiceError } from "../service-error";
import { inTurns } from "../turns";

/**
 * scrypt takes a thread of Node's pool, which has four, for tens of milliseconds. The database's driver needs a thread
 * to open a connection, and files need some, so hashing may have half of them.
 */
const HASHES_AT_ONCE = 2;
/** About ten seconds of work: whoever would wait longer is told to come again. */
const HASHES_WAITING = 200;

const busy = () => new ServiceError("unavailable", "Too many people sign in at once", { retryAfter: 5 });

const inHashingTurn = <T>(task: () => Promise<T>): Promise<T> =>
  processState("password-hashing", () => inTurns({ atOnce: HASHES_AT_ONCE, waiting: HASHES_WAITING }, busy))(task);

/** The scrypt hash of a password. @throws ServiceError 503 when too many wait for one */
export const hash = (password: string): Promise<string> => inHashingTurn(() => hashPassword(password));

/** Whether `hash` was made of a password. @throws ServiceError 503 when too many wait for an answer */
export const verify = (given: { hash: string; password: string }): Promise<boolean> =>
  inHashingTurn(() => verifyPassword(given));
