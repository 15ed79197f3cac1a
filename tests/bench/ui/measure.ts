import type { Browser, BrowserContext, Page } from "@playwright/test";
import { weighScripts } from "@/tests/support/script-weight";

export const VIEWPORT = { width: 1280, height: 800 };

export interface PageCost {
  /** Bodies of scripts as they came over the wire: also what was loaded after the page, and by its workers. */
  scriptBytes: number;
  largestPaintMs: number;
  /** Cumulative layout shift. */
  shift: number;
}

/**
 * Opens a page with an empty cache and waits until it is quiet.
 * @param visitor whose session it is opened with
 */
export async function measurePage(browser: Browser, visitor: BrowserContext, url: string): Promise<PageCost> {
  const storageState = await visitor.storageState();
  const context = await browser.newContext({ viewport: VIEWPORT, storageState });
  const page = await context.newPage();
  const scriptWeight = weighScripts(page);
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
  const scriptBytes = await scriptWeight();
  await context.close();
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
