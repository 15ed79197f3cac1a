import fs from "node:fs/promises";
import path from "node:path";
import { writeDeclarations } from "./declarations.mjs";
import { inRoot, root } from "./project.mjs";

/**
 * Builds packages/engine and packages/sdk to their dist/: ES modules for every runtime, and their types. The engine is
 * made of lib/targeting, of which there is one copy.
 */
export async function buildPackages() {
  for (const name of ["engine", "sdk"]) {
    const directory = inRoot("packages", name);
    await fs.rm(path.join(directory, "dist"), { recursive: true, force: true });
    const entries = await entriesOf(directory);
    await bundle(directory, entries);
    writeDeclarations(directory, entries);
  }
}

/** The sources of what a package exports, by the names of the files that package.json names. @param {string} directory */
async function entriesOf(directory) {
  /** @type {{ exports: Record<string, string | { default: string }> }} */
  const { exports } = JSON.parse(await fs.readFile(path.join(directory, "package.json"), "utf8"));
  const files = Object.values(exports).flatMap((target) => (typeof target === "string" ? [] : [target.default]));
  const names = files.map((file) => path.basename(file, ".js"));
  const sources = await fs.readdir(path.join(directory, "src"));
  return Object.fromEntries(
    names.map((name) => {
      const source = sources.find((file) => file === `${name}.ts` || file === `${name}.tsx`);
      if (source === undefined) throw new Error(`${directory}/src has no ${name}.ts, which package.json exports.`);
      return [name, path.join(directory, "src", source)];
    }),
  );
}

/**
 * What the entries share is in chunks, so that there is one copy of it. `browser`: RE2 is loaded when a pattern needs
 * it (package.json, `browser`).
 * @param {string} directory @param {Record<string, string>} entryPoints
 */
async function bundle(directory, entryPoints) {
  const { build } = await import("esbuild");
  await build({
    absWorkingDir: root,
    entryPoints,
    outdir: path.join(directory, "dist"),
    bundle: true,
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    format: "esm",
    platform: "browser",
    target: "es2022",
    external: ["guidon-engine", "re2js", "node:*"],
    packages: "external",
    legalComments: "none",
    logLevel: "error",
  });
}
