import type { BrowserContext, Page } from "@playwright/test";

export interface PageCost {
  /** Bodies of scripts as they came over the wire, those that were loaded after the page included. */
  scriptBytes: number;
  largestPaintMs: number;
  /** Cumulative layout shift. */
  shift: number;
}

/** Opens a page with an empty cache and waits until it is quiet. */
export async function measurePage(context: BrowserContext, url: string): Promise<PageCost> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  const scripts = new Set<string>();
  let scriptBytes = 0;
  session.on("Network.responseReceived", ({ requestId, response }) => {
    if (/javascript/.test(response.mimeType)) scripts.add(requestId);
  });
  session.on("Network.dataReceived", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) scriptBytes += encodedDataLength;
  });
  await page.goto(url, { waitUntil: "networkidle" });
  const { largestPaintMs, shift } = await page.evaluate(async () => {
    const entries = (type: string) =>
      new Promise<PerformanceEntry[]>((resolve) => {
        const observer = new PerformanceObserver((list) => resolve(list.getEntries()));
        observer.observe({ type, buffered: true });
        // An observer is not told that there is nothing.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(observer.takeRecords())));
      });
    const [paints, shifts] = await Promise.all([entries("largest-contentful-paint"), entries("layout-shift")]);
    return {
      largestPaintMs: paints.at(-1)?.startTime ?? Number.NaN,
      shift: shifts.reduce((sum, entry) => sum + ("value" in entry ? Number(entry.value) : 0), 0),
    };
  });
  await page.close();
  return { scriptBytes, largestPaintMs, shift };
}

/** The longest time between two frames while something happens, in whole milliseconds. */
export async function longestFrameWhile(page: Page, action: () => Promise<unknown>): Promise<number> {
  const watched = await page.evaluateHandle(() => {
    const state = { longest: 0, isOver: false };
    let last = performance.now();
    const tick = (now: number) => {
      state.longest = Math.max(state.longest, now - last);
      last = now;
      if (!state.isOver) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    return state;
  });
  await action();
  const longest = await watched.evaluate((state) => {
    state.isOver = true;
    return state.longest;
  });
  return Math.round(longest);
}
