import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { SchemasContainer } from "@prisma/schema-engine-wasm";
import { startEmbeddedPostgres } from "./embedded-postgres";
import { applyMigrations } from "./migrate";
import { NO_FILTERS, readSchema, withSchemaEngine } from "./schema-engine";

/** Exit code of the engine's `diff` when the two differ. */
const DIFFERENT = 2;

/**
 * The SQL that leads from prisma/migrations to prisma/schema.prisma, or undefined when they agree. The migrations run
 * on a temporary Postgres; nothing else is touched and nothing is downloaded.
 * @param wanted another schema than the project's
 */
export async function schemaDifference(wanted?: SchemasContainer): Promise<string | undefined> {
  const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), "guidon-schema-"));
  const postgres = await startEmbeddedPostgres({ dataDir, log: console.error });
  try {
    await applyMigrations(postgres.url);
    const schema = wanted ?? (await readSchema());
    const { exitCode, stdout } = await withSchemaEngine(postgres.url, (engine) =>
      engine.diff({
        from: { tag: "schemaDatasource", ...schema, configDir: "." },
        to: { tag: "schemaDatamodel", ...schema },
        script: true,
        exitCode: true,
        filters: NO_FILTERS,
      }),
    );
    return exitCode === DIFFERENT ? (stdout ?? "") : undefined;
  } finally {
    await postgres.stop();
    await fs.rm(dataDir, { recursive: true, force: true });
  }
}
