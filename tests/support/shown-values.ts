import type { Browser, Page, Request } from "@playwright/test";

/** Every text that a page has shown in its `<code>`, in order, from the first that the browser parsed. */
export interface Watched {
  page: Page;
  shown(): Promise<string[]>;
  /** How many streams of changes it has open. */
  streams(): number;
  /** What the page's code complained of: React says there what was rendered otherwise than on the server. */
  problems: string[];
}

declare global {
  interface Window {
    shown: string[];
  }
}

/** Opens a page and watches what it shows of a flag. */
export async function watchShown(browser: Browser, url: string): Promise<Watched> {
  const page = await browser.newPage();
  const problems: string[] = [];
  const streams = new Set<Request>();
  page.on("request", (request) => void (request.url().includes("/ofrep/v1/events?") && streams.add(request)));
  page.on("requestfinished", (request) => void streams.delete(request));
  page.on("requestfailed", (request) => void streams.delete(request));
  page.on("pageerror", (error) => void problems.push(error.message));
  page.on("console", (message) => {
    const isResource = message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !isResource) problems.push(message.text());
  });
  await page.addInitScript(() => {
    window.shown = [];
    const look = () => {
      const text = document.querySelector("code")?.textContent;
      if (text && text !== window.shown.at(-1)) window.shown.push(text);
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  });
  await page.goto(url);
  return { page, problems, shown: () => page.evaluate(() => window.shown), streams: () => streams.size };
}
