import path from "node:path";
import { pathToFileURL } from "node:url";
import { requireNode } from "./lib/node-version.mjs";

requireNode();
const { enterProject, fail, inRoot } = await import("./lib/project.mjs");
try {
  enterProject();
  // `npm run prove -- --worlds 200000 --seed N`: everything that the analysis claims of random worlds, held against
  // everybody in them.
  const { build } = await import("esbuild");
  const outfile = path.join(inRoot("dist"), "prove.mjs");
  await build({
    entryPoints: [inRoot("tests/prover/index.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    logLevel: "error",
  });
  const { run } = await import(pathToFileURL(outfile).href);
  process.exit((await run(process.argv.slice(2))) ? 0 : 1);
} catch (error) {
  fail(error);
}
