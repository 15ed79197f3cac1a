import type http from "node:http";
import path from "node:path";
import sirv from "sirv";

const PREFIX = "/_next/static";
const YEAR_SECONDS = 365 * 86_400;

/**
 * Serves the files that pages load, which were compressed by the build: brotli at its slowest makes scripts a seventh
 * smaller than what is feasible during a request. Requests for anything else go to the pages.
 */
export function serveStaticFiles(
  pages: http.RequestListener,
  folder = path.resolve(".next", "static"),
): http.RequestListener {
  const files = sirv(folder, {
    brotli: true,
    gzip: true,
    // Every name contains a hash of the content.
    immutable: true,
    maxAge: YEAR_SECONDS,
    setHeaders: (response) => response.setHeader("x-content-type-options", "nosniff"),
  });
  return (request, response) => {
    const url = request.url ?? "";
    if (!url.startsWith(`${PREFIX}/`)) return pages(request, response);
    request.url = url.slice(PREFIX.length);
    // No page requests a part of a script, and the library throws for a range that ends before it starts.
    delete request.headers.range;
    // Nobody else listens to the file. Its error (no descriptor left, a new build) would end the process.
    response.once("pipe", (file) => file.once("error", () => response.destroy()));
    files(request, response, () => {
      request.url = url;
      pages(request, response);
    });
  };
}
