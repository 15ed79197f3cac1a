import fs from "node:fs/promises";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "@/lib/server/db/embedded-postgres";
import { applyMigrations } from "@/lib/server/db/migrate";
import { bundleWorkers } from "@/scripts/lib/bundle.mjs";
import { makeScratch } from "./scratch";

declare module "vitest" {
  export interface ProvidedContext {
    /** The migrated database that `createTestDatabase` clones. Nothing connects to it. */
    templateUrl: string;
  }
}

/** One Postgres for the run, in a directory of its own, and the threads of the service as the sources have them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [dataDir] = await Promise.all([makeScratch("guidon-test-"), bundleWorkers()]);
  const postgres = await startEmbeddedPostgres({ dataDir, log: console.error });
  await applyMigrations(postgres.url);
  project.provide("templateUrl", postgres.url);
  return async () => {
    await postgres.stop();
    await fs.rm(dataDir, { recursive: true, force: true });
  };
}
