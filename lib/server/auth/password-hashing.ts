import { hashPassword, verifyPassword } from "better-auth/crypto";
import { processState } from "../process-state";
import { ServiceError } from "../service-error";
import { inTurns } from "../turns";

/**
 * scrypt occupies a thread of Node's pool for tens of milliseconds. The pool has four threads, and the database driver
 * (to open a connection) and files need some, so hashing gets two.
 */
const HASHES_AT_ONCE = 2;
/** About ten seconds of work. A request that would wait longer is refused and told when to try again. */
const HASHES_WAITING = 200;

const busy = () => new ServiceError("unavailable", "Too many people sign in at once", { retryAfter: 5 });

const inHashingTurn = <T>(task: () => Promise<T>): Promise<T> =>
  processState("password-hashing", () => inTurns({ atOnce: HASHES_AT_ONCE, waiting: HASHES_WAITING }, busy))(task);

/** The scrypt hash of a password. @throws ServiceError 503 when too many wait for one */
export const hash = (password: string): Promise<string> => inHashingTurn(() => hashPassword(password));

/** Whether `hash` was made of a password. @throws ServiceError 503 when too many wait for an answer */
export const verify = (given: { hash: string; password: string }): Promise<boolean> =>
  inHashingTurn(() => verifyPassword(given));
