import type { Page, Request } from "@playwright/test";

/** A page is through with its scripts when none has come for so long, in milliseconds. */
const QUIET_MS = 1_000;

/**
 * Counts the scripts that a page and its workers load from now on, each once.
 * @returns waits until no more come; their bodies' bytes as they came over the wire
 */
export function weighScripts(page: Page): () => Promise<number> {
  const scripts = new Map<string, number>();
  const noted: Promise<void>[] = [];
  let lastAt = Date.now();
  const note = async (request: Request) => {
    const response = await request.response();
    if (!/javascript/.test(response?.headers()["content-type"] ?? "")) return;
    lastAt = Date.now();
    const { responseBodySize } = await request.sizes();
    // A worker asks again for what its page has loaded, and gets it from the cache.
    scripts.set(request.url(), Math.max(responseBodySize, scripts.get(request.url()) ?? 0));
  };
  page.on("requestfinished", (request) => noted.push(note(request).catch(() => undefined)));
  return async () => {
    // A browser that is busy says late what a script was, and then more may come.
    let known = -1;
    while (known < noted.length || Date.now() - lastAt < QUIET_MS) {
      known = noted.length;
      await Promise.all(noted);
      await page.waitForTimeout(100);
    }
    return [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0);
  };
}
