import pg from "pg";

const TABLES = ["projects", "flags", "segments", "rules", "audit_entries"] as const;

/** What the database itself holds, past the service. */
export interface Stored {
  query<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Every row of every table that requests write to, as one comparable text. */
  everything(): Promise<string>;
  /** How often a project has changed. */
  revision(projectId: string): Promise<number>;
  close(): Promise<void>;
}

/** Connects at the first question. */
export function storedIn(databaseUrl: string): Stored {
  let connecting: Promise<pg.Client> | undefined;
  const connect = async () => {
    const client = new pg.Client({ connectionString: databaseUrl });
    client.on("error", () => {});
    await client.connect();
    return client;
  };
  const query = async <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> => {
    connecting ??= connect();
    return (await (await connecting).query<Row>(text, values)).rows;
  };
  return {
    query,
    everything: async () => {
      const digests = TABLES.map(
        (table) =>
          `SELECT '${table}' AS name, md5(coalesce(string_agg(t::text, ';' ORDER BY id), '')), count(*)
             FROM ${table} t`,
      );
      return JSON.stringify(await query(digests.join(" UNION ALL ")));
    },
    revision: async (projectId) => {
      const [row] = await query<{ revision: string }>("SELECT revision FROM projects WHERE id = $1", [projectId]);
      return Number(row?.revision);
    },
    close: async () => (await connecting)?.end(),
  };
}
