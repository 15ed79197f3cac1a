import { requireNode } from "./lib/node-version.mjs";

requireNode();
const { enterProject, fail } = await import("./lib/project.mjs");
try {
  enterProject();
  const { prepareAndRun } = await import("./lib/healing.mjs");
  await prepareAndRun(["client", "bundle", "pages"], runWanted, { dev: true });
} catch (error) {
  fail(error);
}

async function runWanted() {
  const { steps } = await import("./lib/test-steps.mjs");
  const { runSteps } = await import("./lib/run-steps.mjs");
  const { untilStopped } = await import("./lib/until-stopped.mjs");
  const { provideChromium } = await import("./lib/chromium.mjs");
  const wanted = process.argv.slice(2);
  const isPassed = await untilStopped(async (signal) => {
    if (wanted.length === 0 || wanted.includes("browser")) await provideChromium(signal);
    return runSteps(steps, wanted, signal);
  });
  process.exit(isPassed ? 0 : 1);
}
