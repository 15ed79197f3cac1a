import fs from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { MigrationList, SchemaEngine, SchemasContainer } from "@prisma/schema-engine-wasm";
import { CatalogAdapterFactory } from "./catalog-adapter";

const SCHEMA_FILE = "prisma/schema.prisma";
const MIGRATIONS_DIR = "prisma/migrations";

/** No table or enum of the database belongs to somebody else. */
export const NO_FILTERS = { externalTables: [], externalEnums: [] };

/**
 * Runs one task with Prisma's own migration engine, as WebAssembly, on the database at `url`. Nothing is downloaded.
 * @param cut when aborted, breaks the engine's connections, so that the task fails
 */
export async function withSchemaEngine<T>(
  url: string,
  task: (engine: SchemaEngine) => Promise<T>,
  cut?: AbortSignal,
): Promise<T> {
  const glue = await loadGlue();
  const factory = new CatalogAdapterFactory(url, cut);
  const { files } = await readSchema();
  const datamodels = files.map((file): [string, string] => [file.path, file.content]);
  try {
    const engine = await glue.SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(factory));
    return await task(engine);
  } finally {
    await factory.close();
  }
}

/** prisma/schema.prisma as the engine takes it. */
export async function readSchema(): Promise<SchemasContainer> {
  return { files: [{ path: SCHEMA_FILE, content: await fs.readFile(SCHEMA_FILE, "utf8") }] };
}

/** prisma/migrations as the engine takes it, oldest first. */
export async function readMigrations(): Promise<MigrationList> {
  const names = (await fs.readdir(MIGRATIONS_DIR)).filter((name) => /^\d{14}_/.test(name)).sort();
  const migrationDirectories = names.map(async (name) => ({
    path: name,
    migrationFile: {
      path: "migration.sql",
      content: {
        tag: "ok" as const,
        value: await fs.readFile(path.join(MIGRATIONS_DIR, name, "migration.sql"), "utf8"),
      },
    },
  }));
  return {
    baseDir: path.resolve(MIGRATIONS_DIR),
    lockfile: {
      path: "migration_lock.toml",
      content: await fs.readFile(path.join(MIGRATIONS_DIR, "migration_lock.toml"), "utf8"),
    },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(migrationDirectories),
  };
}

type Glue = typeof import("@prisma/schema-engine-wasm") & { __wbg_set_wasm: (exports: WebAssembly.Exports) => void };
let glue: Promise<Glue> | undefined;

/**
 * The package is written for bundlers (`import … from "….wasm"`), which Node 20 does not support, so this does the same
 * by hand.
 */
function loadGlue(): Promise<Glue> {
  glue ??= (async () => {
    const file = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
    const bindings: Glue = await import("@prisma/schema-engine-wasm/schema_engine_bg");
    const bytes = await fs.readFile(file.replace(/\.js$/, ".wasm"));
    const imports = { "./schema_engine_bg.js": bindings } as unknown as WebAssembly.Imports;
    const { instance } = await WebAssembly.instantiate(bytes, imports);
    // Where a panicking engine leaves its message; without it, the panic is a TypeError.
    Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (text: string) => console.error(text) } });
    bindings.__wbg_set_wasm(instance.exports);
    (instance.exports.__wbindgen_start as () => void)();
    return bindings;
  })();
  return glue;
}
