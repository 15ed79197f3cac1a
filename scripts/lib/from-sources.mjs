import path from "node:path";
import { pathToFileURL } from "node:url";
import { forNode } from "./for-node.mjs";
import { inRoot } from "./project.mjs";

/**
 * The `run` of a TypeScript module below tests/, for searches that are commands of their own.
 *
 * @param {string} module
 * @returns {Promise<(...args: any[]) => Promise<boolean>>} resolves to whether nothing was found
 */
export async function runOf(module) {
  const { build } = await import("esbuild");
  const outfile = path.join(inRoot("dist"), `${path.basename(path.dirname(module))}.mjs`);
  await build({
    entryPoints: [inRoot(module)],
    outfile,
    packages: "external",
    ...forNode,
  });
  const { run } = await import(pathToFileURL(outfile).href);
  return run;
}
