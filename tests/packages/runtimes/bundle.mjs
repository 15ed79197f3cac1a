import path from "node:path";
import { build } from "esbuild";
import { inRoot, root } from "../../../scripts/lib/project.mjs";

const COMMON = /** @type {const} */ ({ absWorkingDir: root, bundle: true, format: "esm", logLevel: "error" });

/**
 * The vectors, what evaluates them and the installed engine, as one module that needs nothing of its runtime.
 * @param {string} directory where the packages are installed
 */
export async function bundleVectors(directory) {
  const outfile = path.join(directory, "vectors.mjs");
  await build({
    ...COMMON,
    entryPoints: [inRoot("tests/packages/runtimes/anywhere.mjs")],
    outfile,
    alias: {
      "guidon-engine": path.join(directory, "node_modules/guidon-engine/dist/index.js"),
      re2js: path.join(directory, "node_modules/re2js"),
    },
    // As text: a key `__proto__` must reach JSON.parse.
    loader: { ".json": "text" },
    platform: "browser",
    target: "es2022",
  });
  return outfile;
}

/**
 * What compares random rulesets, beside the installed engine, which it finds by its name.
 * @param {string} directory
 */
export async function bundleRandom(directory) {
  const outfile = path.join(directory, "random.mjs");
  await build({
    ...COMMON,
    entryPoints: [inRoot("tests/packages/on-node.ts")],
    outfile,
    platform: "node",
    target: "node20",
    external: ["guidon-engine"],
  });
  return outfile;
}
