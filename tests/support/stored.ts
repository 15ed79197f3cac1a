import pg from "pg";
import type { TestService } from "./service";

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

export async function openStored(service: TestService): Promise<Stored> {
  const client = new pg.Client({ connectionString: service.databaseUrl });
  client.on("error", () => {});
  await client.connect();
  const query = async <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
    (await client.query<Row>(text, values)).rows;
  return {
    query,
    everything: async () => {
      const digests = TABLES.map(
        (table) =>
          `SELECT '${table}' AS name, md5(coalesce(string_agg(t::text, ';' ORDER BY id), '')), count(*) FROM ${table} t`,
      );
      return JSON.stringify(await query(digests.join(" UNION ALL ")));
    },
    revision: async (projectId) => {
      const [row] = await query<{ revision: string }>("SELECT revision FROM projects WHERE id = $1", [projectId]);
      return Number(row?.revision);
    },
    close: () => client.end(),
  };
}
