/** A table was changed, by a newer version for one, after a statement on it was prepared. */
export const STALE_PLAN = "0A000";

/**
 * Postgres' five-character error code, from an error of node-postgres or of Prisma. Undefined: the error does not come
 * from Postgres.
 */
export function sqlStateOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  // Prisma: error.meta.driverAdapterError.cause.originalCode
  for (const inner of ["meta", "driverAdapterError", "cause"]) {
    const found = sqlStateOf(Reflect.get(error, inner));
    if (found !== undefined) return found;
  }
  const code: unknown = Reflect.get(error, "originalCode") ?? Reflect.get(error, "code");
  // Prisma's own codes and the system's (P2002, EPIPE) also have five characters.
  return typeof code === "string" && /^(\d|F0|HV|P0|XX)/.test(code) && code.length === 5 ? code : undefined;
}
