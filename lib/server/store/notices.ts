import type { Tx } from "./transaction";

/** The channel on which instances listen. */
export const CHANNEL = "guidon";

/** Sends a notice to every instance when the transaction commits. It must be less than 8,000 bytes of JSON. */
export async function announce(tx: Tx, notice: { type: string; [field: string]: unknown }): Promise<void> {
  // Prisma has no call for NOTIFY.
  await tx.$executeRaw`SELECT pg_notify(${CHANNEL}, ${JSON.stringify(notice)})`;
}
