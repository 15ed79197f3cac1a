import http from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium, type Page } from "@playwright/test";
import { build } from "esbuild";
import { findChromium } from "@/scripts/lib/chromium.mjs";

export interface WebPages {
  /** A new page of another origin than the service's, in which the script has run. */
  open(): Promise<Page>;
  close(): Promise<void>;
}

/** Pages of a real browser that run a script of ours, in a browser's own bundle. */
export async function serveWebPages(script: string): Promise<WebPages> {
  const bundled = await build({
    entryPoints: [script],
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "es2022",
    logLevel: "error",
  });
  const code = bundled.outputFiles[0]?.text ?? "";
  const server = http.createServer((request, response) => {
    const isScript = request.url === "/page.js";
    response.writeHead(200, { "content-type": isScript ? "text/javascript" : "text/html" });
    response.end(isScript ? code : '<!doctype html><meta charset="utf-8"><script src="/page.js"></script>');
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
