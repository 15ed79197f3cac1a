import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Page } from "@playwright/test";
import { fill } from "./fill";
import { longestFrameWhile, measurePage, type PageCost, VIEWPORT } from "./measure";

const VISITS = 5;

// Loaded as they are: they find the project from where they lie, and a bundle lies elsewhere.
const script = <T>(name: string): Promise<T> => import(pathToFileURL(path.resolve("scripts", "lib", name)).href);

/**
 * Prints what the pages cost: compressed scripts, largest paint, shifts, and the longest frame with much on the screen.
 */
export async function run(): Promise<void> {
  const { startServer } = await script<typeof import("@/scripts/lib/test-server.mjs")>("test-server.mjs");
  const { findChromium } = await script<typeof import("@/scripts/lib/chromium.mjs")>("chromium.mjs");
  const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), "guidon-bench-"));
  const server = await startServer(dataDir);
  const executablePath = findChromium();
  const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ["--no-sandbox"] });
  try {
    const context = await browser.newContext({ viewport: VIEWPORT });
    const { demo, large } = await fill(context.request, server);
    const pages = {
      projects: "/projects",
      flags: `/projects/${demo}/flags`,
      flag: `/projects/${demo}/flags/instant-payouts`,
      "with a pattern": `/projects/${demo}/flags/checkout-layout`,
      segments: `/projects/${demo}/segments`,
      "new segment": `/projects/${demo}/segments/new`,
      history: `/projects/${demo}/audit`,
      settings: `/projects/${demo}/settings`,
      keys: "/settings/keys",
      members: "/settings/members",
      docs: "/docs",
      "5,000 segments": `/projects/${large}/segments`,
      "500 rules": `/projects/${large}/flags/many-rules`,
    };
    console.log(`${"page".padEnd(16)}${"JS kB".padStart(8)}${"LCP ms".padStart(9)}${"CLS".padStart(8)}`);
    for (const [name, address] of Object.entries(pages)) {
      const { scriptBytes, largestPaintMs, shift } = await measureVisits(() =>
        measurePage(browser, context, server.url + address),
      );
      const kilobytes = (scriptBytes / 1000).toFixed(1).padStart(8);
      const paint = largestPaintMs.toFixed(0).padStart(9);
      console.log(`${name.padEnd(16)}${kilobytes}${paint}${shift.toFixed(3).padStart(8)}`);
    }

    // What a page does to come alive is told by its paints, not by these frames.
    const page = await context.newPage();
    const open = (address: string) => page.goto(server.url + address, { waitUntil: "networkidle" });
    await open(pages["5,000 segments"]);
    const scroll = async () => {
      for (let step = 0; step < 40; step += 1) await page.mouse.wheel(0, 400);
    };
    await page.mouse.move(640, 500);
    const scrolled = await longestFrameWhile(page, scroll);
    await page.evaluate(() => window.scrollTo(0, 0));
    const filtered = await longestFrameWhile(page, () =>
      page.getByRole("searchbox", { name: "Search segments" }).pressSequentially("Segment 42", { delay: 60 }),
    );
    await open(pages["500 rules"]);
    const rules = await longestFrameWhile(page, scroll);
    await open(pages["500 rules"]);
    const dragged = await longestFrameWhile(page, () => dragFirstRule(page));
    console.log(
      `\nlongest frame: 5,000 segments scrolled ${scrolled} ms, filtered ${filtered} ms; ` +
        `500 rules scrolled ${rules} ms, one of them dragged ${dragged} ms`,
    );
  } finally {
    await browser.close();
    await server.stop();
    await fs.rm(dataDir, { recursive: true, force: true });
  }
}

/** What several visits cost: the most of all that must not happen, and the middle one of the times. */
async function measureVisits(visit: () => Promise<PageCost>): Promise<PageCost> {
  const visits: PageCost[] = [];
  while (visits.length < VISITS) visits.push(await visit());
  const times = visits.map(({ largestPaintMs }) => largestPaintMs).sort((a, b) => a - b);
  return {
    scriptBytes: Math.max(...visits.map(({ scriptBytes }) => scriptBytes)),
    largestPaintMs: times[Math.floor(VISITS / 2)] ?? Number.NaN,
    shift: Math.max(...visits.map(({ shift }) => shift)),
  };
}

/** From the first press over six other rules to the drop, and to its answer. */
async function dragFirstRule(page: Page): Promise<void> {
  const handle = page.getByRole("button", { name: /^Move rule/ }).first();
  await handle.hover();
  await page.mouse.down();
  await page.locator("[aria-pressed]").first().waitFor();
  const { x, y } = (await handle.boundingBox()) ?? { x: 0, y: 0 };
  await page.mouse.move(x, y + 500, { steps: 50 });
  const answered = page.waitForResponse(/\/rules\/order$/);
  await page.mouse.up();
  await answered;
}
