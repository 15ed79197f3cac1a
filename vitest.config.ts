import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

/** Unit tests that replace modules, read keys or measure the heap: each file has a process of its own. */
const ALONE =
  "tests/unit/**/{auth-secret,clock-steps,mutation,re2-in-pages,ruleset-memory,source-stack,state-memory}.test.ts";

export default defineConfig({
  // The engine as its package gives it, from the sources.
  resolve: { alias: { "@": root, "guidon-engine": `${root}packages/engine/src/index.ts` } },
  test: {
    // Tests wait for Postgres and for processes as much as they compute; twice as many as cores keep both busy.
    maxWorkers: Math.max(4, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        // Random searches take a second each, and several on a machine that has other things to do.
        test: {
          name: "unit",
          include: ["tests/unit/**/*.test.ts"],
          exclude: [ALONE],
          // Loading what they test takes longer than most of them do, and each worker loads it for itself.
          isolate: false,
          maxWorkers: availableParallelism(),
          // Projects with other numbers of workers run before or after these.
          sequence: { groupOrder: 1 },
          testTimeout: 30_000,
        },
      },
      { extends: true, test: { name: "unit-alone", include: [ALONE], testTimeout: 30_000 } },
      {
        extends: true,
        test: {
          name: "packages",
          include: ["tests/packages/**/*.test.ts"],
          globalSetup: ["tests/packages/built-packages.ts", "tests/support/global-postgres.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        // Not part of `npm test`: it builds an application with Next.js.
        test: {
          name: "next",
          include: ["tests/next/**/*.test.ts"],
          globalSetup: ["tests/packages/built-packages.ts", "tests/support/global-postgres.ts"],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        // Not part of `npm test`: a search that goes on as long as it is told to.
        test: {
          name: "journeys",
          include: ["tests/journeys/**/*.test.ts"],
          globalSetup: ["tests/support/global-postgres.ts"],
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "contract",
          include: ["tests/api/contract/**/*.test.ts"],
          // One service for all files of a worker: loading its modules and starting it costs two seconds a file.
          isolate: false,
          globalSetup: ["tests/support/global-postgres.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "api",
          include: ["tests/api/**/*.test.ts"],
          exclude: ["tests/api/contract/**"],
          globalSetup: ["tests/support/global-postgres.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
