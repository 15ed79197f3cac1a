import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { forNode } from "../../scripts/lib/for-node.mjs";

// `npm run bench -- <name>` bundles tests/bench/<name>/index.ts and calls its `run`. What ends in worker.ts beside it
// is bundled to dist/<name>-….mjs, for processes of its own.
const here = path.dirname(fileURLToPath(import.meta.url));
const names = fs.readdirSync(here).filter((name) => fs.existsSync(path.join(here, name, "index.ts")));
const [name = ""] = process.argv.slice(2);
if (!names.includes(name)) {
  console.error(`Say which: npm run bench -- ${names.join(" | ")}`);
  process.exit(1);
}
process.chdir(path.join(here, "..", ".."));
if (!fs.existsSync(path.join(here, "node_modules"))) {
  console.error("Installing the peers and the load generator …");
  const { status } = spawnSync("npm", ["ci"], { cwd: here, stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) process.exit(1);
}
const workers = fs.readdirSync(path.join(here, name)).filter((file) => file.endsWith("worker.ts"));
await build({
  entryPoints: {
    [name]: path.join(here, name, "index.ts"),
    ...Object.fromEntries(
      workers.map((file) => [`${name}-${path.basename(file, ".ts")}`, path.join(here, name, file)]),
    ),
  },
  outdir: path.join(here, "dist"),
  outExtension: { ".js": ".mjs" },
  packages: "external",
  ...forNode,
});
const { run } = await import(pathToFileURL(path.join(here, "dist", `${name}.mjs`)).href);
await run();
