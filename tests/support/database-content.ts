import { storedIn } from "./stored";

/** A database as it can be compared: each table's rows as text, and what its schema is made of. */
interface DatabaseContent {
  rows: Record<string, string[]>;
  schema: string[];
}

const SCHEMA = `
  SELECT format('%s.%s %s %s %s', table_name, column_name, udt_name, is_nullable, column_default) AS line
  FROM information_schema.columns WHERE table_schema = 'public'
  UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT pg_get_functiondef(p.oid) FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
  ORDER BY line`;

/** Everything that a database holds. */
export async function contentOf(url: string): Promise<DatabaseContent> {
  const stored = storedIn(url);
  try {
    const tables = await stored.query<{ name: string }>(
      "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
    );
    const rows: DatabaseContent["rows"] = {};
    for (const { name } of tables) {
      const found = await stored.query<{ row: string }>(`SELECT t::text AS row FROM "${name}" t ORDER BY 1`);
      rows[name] = found.map(({ row }) => row);
    }
    const schema = await stored.query<{ line: string }>(SCHEMA);
    return { rows, schema: schema.map(({ line }) => line) };
  } finally {
    await stored.close();
  }
}
