import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { enterProject, inRoot } from "../../../scripts/lib/project.mjs";
import { bundleRandom, bundleVectors } from "./bundle.mjs";
import { runClientEverywhere } from "./client-everywhere.mjs";
import { endure } from "./endurance.mjs";
import { inBun, inChromium, inDeno, inNode, inWorkerd } from "./engines.mjs";
import { installPacked } from "./install.mjs";
import { judgePackages } from "./judge.mjs";
import { succeed } from "./succeed.mjs";

// `npm run test:runtimes`: what takes longer than `npm test` has time for. The packages as they are published, in an
// empty folder: judged by publint and attw, used from ESM and TypeScript, every vector and a client in five runtimes,
// and random rulesets held against the server's engine. `-- --worlds N --seed N` says how many.
enterProject();
const { worlds = "10000", seed = String(Date.now() % 1_000_000) } = optionsIn(process.argv.slice(2));
const directory = await mkdtemp(path.join(os.tmpdir(), "guidon-runtimes-"));
try {
  const tarballs = await installPacked(directory);
  await judgePackages(directory, tarballs);
  const program = await bundleVectors(directory);
  for (const run of [inNode, inDeno, inBun, inWorkerd, inChromium]) {
    const { checks, failures } = await run(program, directory);
    if (failures.length > 0) throw new Error(`${run.name}: ${failures.join("\n")}`);
    console.log(`${run.name.padEnd(12)} ${checks} checks passed`);
  }
  await runClientEverywhere(directory);
  await endure(directory);
  const random = await bundleRandom(directory);
  const vectors = `--vectors=${inRoot("tests/vectors")}`;
  await succeed(process.execPath, [random, vectors, `--worlds=${worlds}`, `--seed=${seed}`], { cwd: directory });
  console.log(`${worlds} random pairs of rulesets with their contexts answer as the server's engine (seed ${seed})`);
} finally {
  await rm(directory, { recursive: true, force: true });
}

/** @param {readonly string[]} args @returns {Record<string, string | undefined>} */
function optionsIn(args) {
  return Object.fromEntries(
    args.flatMap((arg, index) => (arg.startsWith("--") ? [[arg.slice(2), args[index + 1]]] : [])),
  );
}
