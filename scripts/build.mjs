import { requireNode } from "./lib/node-version.mjs";

requireNode();
const { enterProject, fail } = await import("./lib/project.mjs");
try {
  enterProject();
  const { prepareAndRun } = await import("./lib/healing.mjs");
  await prepareAndRun(["client", "bundle", "pages"], async () => {}, { dev: true });
} catch (error) {
  fail(error);
}
