import { sqlStateOf } from "../db/sql-state";
import { conflict } from "../service-error";

const UNIQUE_VIOLATION = "23505";

/**
 * Runs a write whose only unique constraint is on one field that the client sent.
 * @throws ServiceError 409 naming the field when its value is taken.
 */
export async function withUnique<T>(field: string, message: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (sqlStateOf(error) !== UNIQUE_VIOLATION) throw error;
    throw conflict(message, { [field]: ["Is taken"] });
  }
}
