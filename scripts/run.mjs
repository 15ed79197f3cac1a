import fs from "node:fs";
import { requireNode } from "./lib/node-version.mjs";

requireNode();
const { enterProject, fail, inRoot } = await import("./lib/project.mjs");
try {
  enterProject();
  // `node scripts/run.mjs key create …` runs scripts/key.ts and writes nothing else to standard output.
  const [program, ...args] = process.argv.slice(2);
  if (!fs.existsSync(inRoot("scripts", `${program}.ts`)))
    throw new Error(`There is no program ${program} in scripts/.`);
  const { prepareAndRun } = await import("./lib/healing.mjs");
  await prepareAndRun(["client", "bundle"], async () => {
    const { main } = await import(new URL(`../dist/scripts/${program}.js`, import.meta.url).href);
    await main(args);
  });
} catch (error) {
  fail(error);
}
