import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { requireNode } from "./lib/node-version.mjs";

requireNode();
const { enterProject, fail } = await import("./lib/project.mjs");

/** @typedef {import("@playwright/test").Page} Page */

const inCanada = { attribute: "country", operator: "equals", value: "CA" };

/**
 * The pictures: a name, a path below the demo project, what shows that the page is complete, and an action before the
 * picture (and its reversal for the next look).
 * @type {{ name: string, path: string, ready: string, act?: (page: Page) => Promise<void>, undo?: (page: Page) =>
 * Promise<void> }[]}
 */
const pages = [
  { name: "flags", path: "/flags", ready: 'a[href*="/flags/instant-payouts"]' },
  { name: "flag", path: "/flags/checkout-layout", ready: "[data-rule-menu]" },
  {
    name: "rule",
    path: "/flags/checkout-layout",
    ready: "[data-rule-menu]",
    act: async (page) => {
      await page.getByRole("button", { name: "Actions for rule 3" }).click();
      await page.getByRole("menuitem", { name: /^Edit/ }).click();
      await page.getByRole("region", { name: "Split", exact: true }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: "analysis",
    path: "/flags/in-app-refunds",
    ready: 'ul[aria-label^="Findings on"]',
    act: async (page) => {
      await page.getByRole("button", { name: "Actions for rule 2" }).click();
      await page.getByRole("menuitem", { name: "Move up" }).click();
      await page.getByRole("region", { name: "Who changes" }).waitFor();
      // Away from every control, so that none is in its hover state.
      await page.mouse.move(0, 0);
    },
    undo: async (page) => {
      const stored = page.waitForResponse((response) => response.url().endsWith("/rules/order"));
      await page.getByRole("button", { name: "Undo" }).click();
      await stored;
    },
  },
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
 * `npm run screenshots -- <folder>`: pictures of the main pages with the demo project, light, dark and on a phone, from
 * a server with its own data.
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
      for (const { name, path: below, ready, act, undo } of pages) {
        const page = await context.newPage();
        await page.goto(`${server.url}/projects/${slug}${below}`);
        await page.locator(ready).first().waitFor();
        await act?.(page);
        await page.evaluate(() => document.fonts.ready.then(() => undefined));
        const file = path.join(folder, `${name}-${look}.png`);
        await page.screenshot({ path: file });
        console.log(file);
        await undo?.(page);
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
  await makeShadowedRule(context, url, data.project_slug);
  return { storageState: await context.storageState(), slug: data.project_slug };
}

/**
 * A flag whose last rule is never reached, because the demo's rules have no findings.
 * @param {import("@playwright/test").BrowserContext} context
 * @param {string} url
 * @param {string} slug
 */
async function makeShadowedRule(context, url, slug) {
  /** @param {string} path @param {object} [body] */
  const call = async (path, body) => {
    const options = { method: body ? "POST" : "GET", headers: { origin: url }, ...(body && { data: body }) };
    const response = await context.request.fetch(`${url}/api/v1/flags${path}`, options);
    if (!response.ok()) throw new Error(`${path}: ${await response.text()}`);
    return (await response.json()).data;
  };
  /** @param {{ name: string, id: string, slug: string }[]} items @param {string} name */
  const idOf = (items, name) => items.find((item) => item.name === name || item.slug === name)?.id;
  const projectId = idOf(await call("/projects"), slug);
  const segments = await call(`/segments?project_id=${projectId}`);
  const flag = await call("", {
    ...{
      project_id: projectId,
      key: "in-app-refunds",
      name: "Refunds in the app",
      flag_type: "boolean",
      enabled: true,
    },
  });
  const rules = [
    { name: "Paying customers", conditions: [plan("in", ["pro", "business"])], value: true },
    { name: "Not licensed in the EU yet", conditions: [], segment_id: idOf(segments, "European Union"), value: false },
    { name: "Half of Pro in Canada", conditions: [plan("equals", "pro"), inCanada], percentage: 50, value: true },
  ];
  for (const rule of rules) await call(`/${flag.id}/rules`, { environment: "production", ...rule });
}

/** @param {string} operator @param {string | string[]} value */
function plan(operator, value) {
  return { attribute: "plan", operator, value };
}
