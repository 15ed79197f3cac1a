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

interface Running {
  url: string;
  stop(): Promise<void>;
}

const KEY = Symbol.for("guidon.test-postgres");

/** The Postgres of the run, and how many projects use it: each loads this file anew, and they are set up at once. */
const shared = globalThis as { [KEY]?: { users: number; running?: Promise<Running> } };
shared[KEY] ??= { users: 0 };
const run = shared[KEY];

/** One Postgres for the run, in a directory of its own, and the threads of the service as the sources have them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  run.users += 1;
  run.running ??= start();
  const { url, stop } = await run.running;
  project.provide("templateUrl", url);
  return async () => {
    run.users -= 1;
    if (run.users === 0) await stop();
  };
}

async function start(): Promise<Running> {
  const [dataDir] = await Promise.all([makeScratch("guidon-test-"), bundleWorkers()]);
  // Each of the workers has a service with a pool of 15, and connections of its tests' own.
  const postgres = await startEmbeddedPostgres({ dataDir, log: console.error, maxConnections: 200 });
  await applyMigrations(postgres.url);
  return {
    url: postgres.url,
    async stop() {
      await postgres.stop();
      await fs.rm(dataDir, { recursive: true, force: true });
    },
  };
}
