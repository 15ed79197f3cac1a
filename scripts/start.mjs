import { requireNode } from "./lib/node-version.mjs";

requireNode();
const { enterProject, fail, refuseArguments } = await import("./lib/project.mjs");
try {
  refuseArguments();
  enterProject();
  Object.assign(process.env, { NODE_ENV: "production" });
  const { prepareAndRun } = await import("./lib/healing.mjs");
  await prepareAndRun(["client", "bundle", "pages"], async () => {
    const { serve } = await import(new URL("../dist/server.js", import.meta.url).href);
    await serve({ dev: false });
  });
} catch (error) {
  fail(error);
}
