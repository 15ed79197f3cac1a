import http from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium, type Page } from "@playwright/test";
import { type BuildOptions, build } from "esbuild";
import { findChromium } from "@/scripts/lib/chromium.mjs";

export interface WebPages {
  /** A new page of another origin than the service's, in which the script has run. */
  open(): Promise<Page>;
  close(): Promise<void>;
}

/**
 * Pages of a real browser that run a script of ours, in a browser's own bundle.
 * @param source where esbuild finds the script, and what it is to know of it
 */
export async function serveWebPages(source: Pick<BuildOptions, "entryPoints" | "stdin" | "define">): Promise<WebPages> {
  const bundled = await build({
    ...source,
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    jsx: "automatic",
    target: "es2022",
    logLevel: "error",
  });
  const code = bundled.outputFiles[0]?.text ?? "";
  const server = http.createServer((request, response) => {
    const isScript = request.url === "/page.js";
    response.writeHead(200, { "content-type": isScript ? "text/javascript" : "text/html" });
    response.end(
      isScript
        ? code
        : '<!doctype html><meta charset="utf-8"><div id="root"></div><script type="module" src="/page.js"></script>',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const executablePath = findChromium();
  const browser: Browser = await chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: ["--no-sandbox"],
  });
  return {
    open: async () => {
      const page = await browser.newPage();
      await page.goto(`http://localhost:${port}/`);
      return page;
    },
    close: async () => {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
