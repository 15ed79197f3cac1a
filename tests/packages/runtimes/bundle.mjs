import path from "node:path";
import { build } from "esbuild";
import { inRoot, root } from "../../../scripts/lib/project.mjs";

const COMMON = /** @type {const} */ ({ absWorkingDir: root, bundle: true, format: "esm", logLevel: "error" });

/** The packages as they are installed there, and not those of the project. @param {string} directory */
const installed = (directory) => ({
  "guidon-engine": path.join(directory, "node_modules/guidon-engine/dist/index.js"),
  "guidon-sdk": path.join(directory, "node_modules/guidon-sdk/dist"),
  re2js: path.join(directory, "node_modules/re2js"),
});

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
    alias: installed(directory),
    // As text: a key `__proto__` must reach JSON.parse.
    loader: { ".json": "text" },
    platform: "browser",
    target: "es2022",
  });
  return outfile;
}

/**
 * A program of these tests that uses the installed SDK, as one module. Programs for `platform: "node"` find the SDK by
 * its name, as an application does; a page or a worker has it inside.
 * @param {string} directory @param {"client-on-server" | "client-in-page" | "client-in-worker"} name
 */
export async function bundleClient(directory, name) {
  const outfile = path.join(directory, `${name}.mjs`);
  const isByName = name === "client-on-server";
  await build({
    ...COMMON,
    entryPoints: [inRoot(`tests/packages/runtimes/${name}.mjs`)],
    outfile,
    ...(isByName ? { external: ["guidon-sdk"] } : { alias: installed(directory) }),
    platform: isByName ? "node" : "browser",
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
