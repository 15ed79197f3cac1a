import { requireNode } from "./lib/node-version.mjs";

requireNode();
const { enterProject, fail, inRoot } = await import("./lib/project.mjs");
const { runStep } = await import("./lib/step.mjs");
try {
  enterProject();
  await runStep(
    "Linting lib/contract/openapi.json",
    process.execPath,
    [inRoot("node_modules/@redocly/cli/bin/cli.js"), "lint", inRoot("lib/contract/openapi.json")],
    // On a terminal it would ask its maker's servers for news. redocly.yaml turns its telemetry off.
    { env: { REDOCLY_SUPPRESS_NOTIFICATIONS: "true" } },
  );
} catch (error) {
  fail(error);
}
