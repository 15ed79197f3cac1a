import { requireNode } from "./lib/node-version.mjs";

requireNode();
const { enterProject, fail } = await import("./lib/project.mjs");
try {
  enterProject();
  Object.assign(process.env, { NODE_ENV: "development" });
  const { prepare } = await import("./lib/prepare.mjs");
  await prepare(["client", "bundle"], { dev: true });
  const { serve } = await import(new URL("../dist/server.js", import.meta.url).href);
  await serve({ dev: true });
} catch (error) {
  fail(error);
}
