import type { Tx } from "./transaction";

/** What instances listen on. */
export const CHANNEL = "guidon";

/** Tells every instance something, once the transaction commits. It is less than 8,000 bytes of JSON. */
export async function announce(tx: Tx, notice: { type: string; [field: string]: unknown }): Promise<void> {
  // Prisma has no call for NOTIFY.
  await tx.$executeRaw`SELECT pg_notify(${CHANNEL}, ${JSON.stringify(notice)})`;
}
