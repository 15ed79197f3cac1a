import { requireNode } from "./lib/node-version.mjs";

requireNode();
const { enterProject, fail } = await import("./lib/project.mjs");
try {
  enterProject();
  const { buildPackages } = await import("./lib/build-packages.mjs");
  await buildPackages();
} catch (error) {
  fail(error);
}
