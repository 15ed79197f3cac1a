import pg from "pg";
import { reasonOf } from "../../reason-of";

/**
 * A table of a million rows takes seconds, over a slow line minutes. A lock is waited for only when somebody changes
 * the schema.
 */
const LIMITS = `
  SET LOCAL statement_timeout = 0;
  SET LOCAL idle_in_transaction_session_timeout = 0;
  SET LOCAL lock_timeout = '30s'`;

/**
 * Runs `work` in one transaction on a connection of its own. Nothing outlives the transaction, so it also works through
 * a pooler that gives each transaction another connection.
 * @param begin how the transaction begins
 */
export async function inOneTransaction<T>(
  url: string,
  begin: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "guidon backup",
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  client.on("error", () => {});
  await client.connect().catch((error: unknown) => {
    throw new Error(`The database cannot be reached: ${reasonOf(error)}. DATABASE_URL says where it is.`, {
      cause: error,
    });
  });
  try {
    await client.query(begin);
    await client.query(LIMITS);
    const result = await work(client);
    await client.query("COMMIT");
    await client.end();
    return result;
  } catch (error) {
    // Not awaited, because a connection does not answer during a COPY. Its end rolls the transaction back.
    client.end().catch(() => {});
    throw error;
  }
}
