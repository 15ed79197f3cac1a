import fs from "node:fs/promises";
import { forNode } from "./for-node.mjs";
import { inRoot, root } from "./project.mjs";

const OUTPUT = inRoot("dist");

/**
 * What stays in node_modules: CommonJS, for which bundling gains nothing, and code that looks for files beside its own.
 * Everything else is bundled, because Node takes most of a second to find and link some seven hundred small modules at
 * each start.
 */
const EXTERNAL = [
  "@grpc/*",
  "next",
  "pg",
  "pg-copy-streams",
  "pino",
  "piscina",
  "prom-client",
  "rate-limiter-flexible",
  "sirv",
  "@prisma/*",
];

/**
 * Writes server.ts, every route file of the API and the command-line programs to dist/, under the paths that they have
 * here, so that the server finds routes on disk. Chunks are shared: each process has one copy of each module.
 */
export async function bundle() {
  const { build, stop } = await import("esbuild");
  const entryPoints = [
    "server.ts",
    ...(await routeFiles("app/api")),
    ...(await routeFiles("app/flagd")),
    ...(await routeFiles("app/ofrep")),
    ...(await programs()),
  ];
  for (const old of ["app", "scripts", "chunks", "server.js"])
    await fs.rm(inRoot("dist", old), { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints,
    outdir: OUTPUT,
    outbase: root,
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    external: EXTERNAL,
    sourcemap: true,
    sourcesContent: false,
    ...forNode,
  });
  await bundleWorkers();
  // Its helper process would stay for as long as the server.
  await stop();
}

/**
 * Writes the programs of threads to dist/workers/: each a file that needs no other. It is renamed into place when it is
 * complete, because a running server may be starting a thread.
 */
export async function bundleWorkers() {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: { analysis: "lib/server/services/analysis/worker.ts" },
    outdir: inRoot("dist", "workers"),
    write: false,
    ...forNode,
  });
  await fs.mkdir(inRoot("dist", "workers"), { recursive: true });
  for (const { path, contents } of outputFiles) {
    const unfinished = `${path}.${process.pid}`;
    await fs.writeFile(unfinished, contents);
    await fs.rename(unfinished, path);
  }
}

/** @param {string} directory */
async function routeFiles(directory) {
  const files = await fs.readdir(inRoot(directory), { recursive: true }).catch(() => []);
  return files.filter((file) => /(^|[\\/])route\.ts$/.test(file)).map((file) => `${directory}/${file}`);
}

async function programs() {
  const files = await fs.readdir(inRoot("scripts"));
  return files.filter((file) => file.endsWith(".ts")).map((file) => `scripts/${file}`);
}
