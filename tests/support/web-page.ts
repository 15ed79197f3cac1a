import http from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium, type Page } from "@playwright/test";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { findChromium } from "@/scripts/lib/chromium.mjs";

type Source = Pick<BuildOptions, "entryPoints" | "stdin" | "define" | "plugins">;

export interface WebPages {
  /** A new page of another origin than the service's, in which the script has run. */
  open(): Promise<Page>;
  close(): Promise<void>;
}

export function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  return chromium.launch({ ...(executablePath !== undefined && { executablePath }), args: ["--no-sandbox"] });
}

/**
 * Pages of a real browser that run a script of ours, in a browser's own bundle.
 * @param source where esbuild finds the script, and what it is to know of it
 */
export async function serveWebPages(source: Source): Promise<WebPages> {
  const [{ url, close }, browser] = await Promise.all([serveScript(source), launchBrowser()]);
  return {
    open: async () => {
      const page = await browser.newPage();
      await page.goto(url);
      return page;
    },
    close: async () => {
      await browser.close();
      close();
    },
  };
}

/** An address whose page runs a script. */
export async function serveScript(source: Source): Promise<{ url: string; close(): void }> {
  const code = await scriptOf(source);
  return serve((path) =>
    path === "/page.js" ? { type: "text/javascript", text: code } : { type: "text/html", text: PAGE },
  );
}

const PAGE = '<!doctype html><meta charset="utf-8"><div id="root"></div><script type="module" src="/page.js"></script>';

/** A script with all that it imports, as a bundler makes it for browsers. */
export async function scriptOf(source: Source): Promise<string> {
  const { outputFiles } = await build({
    ...source,
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    jsx: "automatic",
    target: "es2022",
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}

/** Modules that a script imports as `./name`, without files of their own. They find packages from the project. */
export const namedModules = (codes: ReadonlyMap<string, string>): Plugin => ({
  name: "named-modules",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\// }, ({ path, importer }) =>
      importer === "<stdin>" ? { path: path.slice(2), namespace: "named" } : undefined,
    );
    onLoad({ filter: /.*/, namespace: "named" }, ({ path }) => ({
      contents: codes.get(path) ?? "",
      loader: "jsx",
      resolveDir: process.cwd(),
    }));
  },
});

/** Serves what a test says, by path. */
export async function serve(
  answer: (path: string) => { type: string; text: string },
): Promise<{ url: string; close(): void }> {
  const server = http.createServer((request, response) => {
    const { type, text } = answer(request.url ?? "/");
    response.writeHead(200, { "content-type": type });
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
