import { requireNode } from "./lib/node-version.mjs";

requireNode();
const { enterProject, fail } = await import("./lib/project.mjs");
try {
  enterProject();
  // `node scripts/run.mjs key create …` runs scripts/key.ts, whose standard output stays its own.
  const [program, ...args] = process.argv.slice(2);
  const { prepare } = await import("./lib/prepare.mjs");
  await prepare(["client", "bundle"]);
  const { main } = await import(new URL(`../dist/scripts/${program}.js`, import.meta.url).href);
  await main(args);
} catch (error) {
  fail(error);
}
