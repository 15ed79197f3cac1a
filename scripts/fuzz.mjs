import { requireNode } from "./lib/node-version.mjs";

requireNode();
const { enterProject, fail } = await import("./lib/project.mjs");
try {
  enterProject();
  const { prepare } = await import("./lib/prepare.mjs");
  await prepare(["client", "bundle", "pages"], { dev: true });
  // `npm run fuzz -- --requests 100000 --seed N`: odd requests to everything that is served.
  const { runOf } = await import("./lib/from-sources.mjs");
  const { startServer } = await import("./lib/test-server.mjs");
  const fuzz = await runOf("tests/fuzz/index.ts");
  process.exit((await fuzz(process.argv.slice(2), startServer)) ? 0 : 1);
} catch (error) {
  fail(error);
}
