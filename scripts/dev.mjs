import { requireNode } from "./lib/node-version.mjs";

requireNode();
const { enterProject, fail, refuseArguments } = await import("./lib/project.mjs");
try {
  refuseArguments();
  enterProject();
  Object.assign(process.env, { NODE_ENV: "development" });
  const { prepareAndRun } = await import("./lib/healing.mjs");
  const run = async () => {
    const { serve } = await import(new URL("../dist/server.js", import.meta.url).href);
    await serve({ dev: true });
  };
  await prepareAndRun(["client", "bundle"], run, { dev: true });
} catch (error) {
  fail(error);
}
