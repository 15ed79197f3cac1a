import type pg from "pg";
import { MIGRATIONS_TABLE, presentTables } from "./backup/catalog";

/** Prisma's client asks for tables in this schema, whatever the connection's search path is. */
const SCHEMA = "public";

/**
 * Makes sure that tables are made where Guidon looks for them.
 * @throws Error with one clear sentence
 */
export async function assertSchema(client: pg.Client, url: string): Promise<void> {
  const named = new URL(url).searchParams.get("schema") ?? SCHEMA;
  if (named !== SCHEMA) {
    throw new Error(
      `The database's URL names the schema ${named}, and Guidon's tables are in ${SCHEMA}: leave it out.`,
    );
  }
  const { rows } = await client.query<{ schema: string | null }>("SELECT current_schema() AS schema");
  const schema = rows[0]?.schema ?? "no schema";
  if (schema === SCHEMA) return;
  throw new Error(
    `The database makes tables in ${schema}, and Guidon's are in ${SCHEMA}: ALTER ROLE … SET search_path = ${SCHEMA}.`,
  );
}

/**
 * Makes sure that a database that was never migrated is Guidon's own.
 * @throws Error with one clear sentence
 */
export async function assertOwn(client: pg.Client): Promise<void> {
  const present = await presentTables(client);
  if (present.length === 0 || present.includes(MIGRATIONS_TABLE)) return;
  throw new Error(
    `The database has a table ${present[0]}, which is not Guidon's: DATABASE_URL must name one of Guidon's own.`,
  );
}
