import { requireNode } from "./lib/node-version.mjs";

requireNode();
const { enterProject, fail } = await import("./lib/project.mjs");
try {
  enterProject();
  const { runOf } = await import("./lib/from-sources.mjs");
  const prove = await runOf("tests/prover/index.ts");
  // `npm run prove -- --worlds 200000 --seed N`: everything that the analysis claims of random worlds, held against
  // everybody in them.
  process.exit((await prove(process.argv.slice(2))) ? 0 : 1);
} catch (error) {
  fail(error);
}
