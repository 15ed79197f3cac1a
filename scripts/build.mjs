import { requireNode } from "./lib/node-version.mjs";

requireNode();
const { enterProject, fail } = await import("./lib/project.mjs");
try {
  enterProject();
  const { prepare } = await import("./lib/prepare.mjs");
  await prepare(["client", "bundle", "pages"], { dev: true });
} catch (error) {
  fail(error);
}
