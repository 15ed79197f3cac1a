import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { requireNode } from "./lib/node-version.mjs";

requireNode();
const { enterProject, fail } = await import("./lib/project.mjs");

/** What is photographed: a name, a path below the demo project, and what says that the page is complete. */
const pages = [
  { name: "flags", path: "/flags", ready: 'a[href*="/flags/instant-payouts"]' },
  { name: "flag", path: "/flags/instant-payouts", ready: "[data-rule-menu]" },
  { name: "segments", path: "/segments", ready: 'ul[aria-label="Segments"] a' },
  { name: "history", path: "/audit", ready: "main time" },
];

/** @type {{ name: string, options: import("@playwright/test").BrowserContextOptions }[]} */
const looks = [
  { name: "light", options: { viewport: { width: 1280, height: 860 }, colorScheme: "light" } },
  { name: "dark", options: { viewport: { width: 1280, height: 860 }, colorScheme: "dark" } },
  {
    name: "phone",
    options: { viewport: { width: 375, height: 780 }, colorScheme: "light", isMobile: true, hasTouch: true },
  },
];

/**
 * `npm run screenshots -- <folder>`: pictures of the main pages with the demo project, light, dark and on a phone, from a
 * server on data of its own.
 */
try {
  const folder = path.resolve(process.env.INIT_CWD ?? process.cwd(), process.argv[2] ?? "screenshots");
  enterProject();
  const { prepare } = await import("./lib/prepare.mjs");
  await prepare(["client", "bundle", "pages"], { dev: true });
  const { chromium } = await import("@playwright/test");
  const { findChromium } = await import("./lib/chromium.mjs");
  const { startServer } = await import("./lib/test-server.mjs");

  const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), "guidon-screenshots-"));
  const server = await startServer(dataDir);
  const executablePath = findChromium();
  const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ["--no-sandbox"] });
  try {
    await fs.mkdir(folder, { recursive: true });
    const { storageState, slug } = await setUp(server, await browser.newContext());
    for (const { name: look, options } of looks) {
      const context = await browser.newContext({
        ...options,
        deviceScaleFactor: 2,
        reducedMotion: "reduce",
        storageState,
      });
      for (const { name, path: below, ready } of pages) {
        const page = await context.newPage();
        await page.goto(`${server.url}/projects/${slug}${below}`);
        await page.locator(ready).first().waitFor();
        await page.evaluate(() => document.fonts.ready.then(() => undefined));
        const file = path.join(folder, `${name}-${look}.png`);
        await page.screenshot({ path: file });
        console.log(file);
        await page.close();
      }
      await context.close();
    }
  } finally {
    await browser.close();
    await server.stop();
    await fs.rm(dataDir, { recursive: true, force: true });
  }
} catch (error) {
  fail(error);
}

/**
 * Makes the first admin and the demo project.
 * @param {import("./lib/test-server.mjs").RunningServer} server
 * @param {import("@playwright/test").BrowserContext} context
 */
async function setUp({ url, setupToken }, context) {
  const response = await context.request.post(`${url}/api/auth/setup`, {
    headers: { origin: url },
    data: {
      token: setupToken,
      name: "Mara Lindqvist",
      email: "mara@ledgerline.example",
      password: "a password for the pictures",
      start_with: { kind: "demo" },
    },
  });
  if (!response.ok()) throw new Error(`The first admin could not be made: ${await response.text()}`);
  const { data } = await response.json();
  return { storageState: await context.storageState(), slug: data.project_slug };
}
