import fs from "node:fs/promises";
import path from "node:path";
import { writeDeclarations } from "./declarations.mjs";
import { inRoot, root } from "./project.mjs";

/**
 * Builds packages/engine and packages/sdk to their dist/: ES modules for every runtime, and their types. The engine is
 * built from lib/targeting, so there is only one copy of it.
 */
export async function buildPackages() {
  for (const name of ["engine", "sdk"]) {
    const directory = inRoot("packages", name);
    await fs.rm(path.join(directory, "dist"), { recursive: true, force: true });
    const { exported, run } = await entriesOf(directory);
    await bundle(directory, { ...exported, ...run });
    writeDeclarations(directory, exported);
  }
}

/**
 * The sources of a package's exports and programs, by the names of the files in package.json. @param {string} directory
 */
async function entriesOf(directory) {
  /** @type {{ exports: Record<string, string | { default: string }>, bin?: Record<string, string> }} */
  const { exports, bin = {} } = JSON.parse(await fs.readFile(path.join(directory, "package.json"), "utf8"));
  const sources = await fs.readdir(path.join(directory, "src"));
  /** @param {string[]} files that are built */
  const sourcesOf = (files) =>
    Object.fromEntries(
      files.map((file) => {
        const name = path.basename(file, ".js");
        const source = sources.find((each) => each === `${name}.ts` || each === `${name}.tsx`);
        if (source === undefined) throw new Error(`${directory}/src has no ${name}.ts, which package.json names.`);
        return [name, path.join(directory, "src", source)];
      }),
    );
  const targets = Object.values(exports).flatMap((target) => (typeof target === "string" ? [] : [target.default]));
  return { exported: sourcesOf(targets), run: sourcesOf(Object.values(bin)) };
}

/**
 * Shared code is in chunks, so that there is one copy of it. `browser`: RE2 is loaded when a pattern needs it
 * (package.json, `browser`).
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
    // A file with "use client" is imported by the package's name: in a chunk it would become the server's.
    external: ["guidon-engine", "guidon-sdk/*", "re2js", "node:*"],
    packages: "external",
    legalComments: "none",
    logLevel: "error",
  });
}
