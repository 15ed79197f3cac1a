import { findPassword } from "../store/passwords";
import { db } from "../store/transaction";
import { hash, verify } from "./password-hashing";

/**
 * The scrypt hash of a password. It waits for its turn and takes tens of milliseconds, so it must not be called inside
 * a transaction.
 */
export const hashOf = (password: string): Promise<string> => hash(password);

export async function isPasswordOf(userId: string, password: string): Promise<boolean> {
  const stored = await findPassword(db(), userId);
  return stored !== null && verify({ hash: stored, password });
}
