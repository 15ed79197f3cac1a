import type { Page } from "@playwright/test";
import { weighScripts } from "../support/script-weight";
import { expect, test } from "./support";

/** What the engine says of a damaged rule; its script is the one that has it. */
const ENGINE = "the attribute's name is not a string";
/** What RE2 says of a pattern that it refuses. */
const RE2 = "missing closing ]";

/** How many of the scripts that a page and its workers have loaded, each counted once, hold a text. */
function watchScripts(page: Page) {
  const urls = new Set<string>();
  page.on("response", (response) => {
    if (/javascript/.test(response.headers()["content-type"] ?? "")) urls.add(response.url());
  });
  return async (text: string) => {
    // Asked for anew: the browser forgets what a page loaded once it is reloaded.
    const scripts = await Promise.all([...urls].map(async (url) => (await page.request.get(url)).text()));
    return scripts.filter((script) => script.includes(text)).length;
  };
}

test("the engine comes once, for the page's workers, and RE2 with the first pattern", async ({
  page,
  project,
  api,
}) => {
  const flag = await api.makeFlag(project, "checkout", { enabled: true, default_value: false });
  const conditions = [{ attribute: "plan", operator: "equals", value: "pro" }];
  await api.makeRule(flag, { name: "Pro", conditions, value: true });
  const inEurope = [...conditions, { attribute: "country", operator: "in", value: ["DE", "FR"] }];
  await api.makeRule(flag, { name: "Pro in Europe", conditions: inEurope, value: false });
  await api.call("POST", "/flags/test-users", { project_id: project.id, name: "Ada", context: { plan: "pro" } });
  const scriptsWith = watchScripts(page);
  await page.goto(`/projects/${project.slug}/flags/checkout`);
  const strip = page.getByRole("region", { name: "What saved test users get" });
  await expect(strip.getByRole("button", { name: /^Ada.*true/ })).toBeVisible();
  await expect(page.getByText("Never reached:")).toBeVisible();
  // What a worker loads may be heard of later than what it says is seen.
  await expect.poll(() => scriptsWith(ENGINE)).toBe(1);
  expect(await scriptsWith(RE2)).toBe(0);

  const byPattern = [...conditions, { attribute: "plan", operator: "regex", value: "^pro$" }];
  await api.makeRule(flag, { name: "Pro by a pattern", conditions: byPattern, value: false });
  await page.reload();
  await expect(strip.getByRole("button", { name: /^Ada.*true/ })).toBeVisible();
  await expect(page.getByText("Never reached:")).toHaveCount(2);
  await expect.poll(() => scriptsWith(RE2)).toBeGreaterThan(0);
  expect(await scriptsWith(ENGINE)).toBe(1);
});

/** What a page and its workers may load by themselves, compressed: a second on a slow line of 1.8 Mbit/s. */
const MAX_KB = 220;

test("no page loads more than 220 kB of scripts by itself", async ({
  browser,
  storageState,
  baseURL,
  project,
  api,
}) => {
  const flag = await api.makeFlag(project, "checkout", { enabled: true, default_value: false });
  const conditions = [{ attribute: "plan", operator: "equals", value: "pro" }];
  // So many that the evaluations below are out of sight: those load once somebody scrolls there.
  for (let number = 1; number <= 12; number += 1) {
    await api.makeRule(flag, { name: `Pro ${number}`, conditions, value: number === 1 });
  }
  await api.call("POST", "/flags/test-users", { project_id: project.id, name: "Ada", context: { plan: "pro" } });
  const segment = await api.makeSegment(project, "Pro", { rules: [{ key: "plan", operator: "equals", value: "pro" }] });
  const inProject = [
    "flags",
    "flags/checkout",
    "segments",
    `segments/${segment.id}`,
    "segments/new",
    "compare",
    "audit",
    "settings",
  ];
  const pages = [
    "/projects",
    ...inProject.map((path) => `/projects/${project.slug}/${path}`),
    ...["account", "keys", "members"].map((path) => `/settings/${path}`),
    "/docs",
  ];
  const weights: Record<string, number> = {};
  for (const path of pages) {
    // An empty cache for each.
    const context = await browser.newContext({ ...(storageState && { storageState }), baseURL: baseURL ?? "" });
    const page = await context.newPage();
    const scriptWeight = weighScripts(page);
    await page.goto(path);
    weights[path.replace(segment.id, "<id>")] = Math.round((await scriptWeight()) / 100) / 10;
    await context.close();
  }
  expect(Object.keys(weights)).toHaveLength(pages.length);
  expect(Math.min(...Object.values(weights)), "each loads scripts").toBeGreaterThan(50);
  expect(Object.fromEntries(Object.entries(weights).filter(([, weight]) => weight > MAX_KB))).toEqual({});
});
