import { Prisma } from "../db/generated/client";
import { conflict } from "../service-error";

/**
 * Runs a write whose only unique constraint is on one field of the client's.
 * @throws ServiceError 409 naming the field when its value is taken.
 */
export async function withUnique<T>(field: string, message: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002") throw error;
    throw conflict(message, { [field]: ["Is taken"] });
  }
}
