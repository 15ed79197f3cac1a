import { defineConfig } from "@playwright/test";
import { findChromium } from "./scripts/lib/chromium.mjs";

const executablePath = findChromium();

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "tests/e2e/output/results",
  globalSetup: "./tests/e2e/support/global-setup.ts",
  fullyParallel: true,
  // Each test has a project of its own; twice as many as two cores, as pages wait for the server half of the time.
  workers: 4,
  // One that passes the second time is listed as flaky: a race of the page or of the test, to be looked into.
  retries: 1,
  forbidOnly: process.env.CI !== undefined,
  reporter: [["list"]],
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    launchOptions: { ...(executablePath !== undefined && { executablePath }), args: ["--no-sandbox"] },
    // What moves would be caught half-way by a picture or by a contrast check.
    contextOptions: { reducedMotion: "reduce" },
    viewport: { width: 1280, height: 800 },
    // What does not appear in so long will not: a test that waits in vain says so early.
    actionTimeout: 30_000,
    screenshot: "only-on-failure",
    // A trace costs an eighth of the run. Whoever looks into a failure asks for one: npx playwright test --trace on
    trace: "off",
  },
});
