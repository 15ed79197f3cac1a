import type http from "node:http";
import path from "node:path";
import sirv, { type Options } from "sirv";

const BUILT = "/_next/static";
const YEAR_SECONDS = 365 * 86_400;

/** Where files are: those that the build made, and those that have a fixed name (icons, the manifest). */
const FOLDERS = { built: path.resolve(".next", "static"), named: path.resolve("public") };

/**
 * Serves files without Next, which answers some headers (`If-Unmodified-Since`) with 500. The build has compressed its
 * own: brotli at its slowest makes scripts a seventh smaller than what is feasible during a request. Requests for
 * anything else go to the pages.
 */
export function serveStaticFiles(pages: http.RequestListener, folders = FOLDERS): http.RequestListener {
  // Every name contains a hash of the content.
  const built = filesIn(folders.built, { brotli: true, gzip: true, immutable: true, maxAge: YEAR_SECONDS });
  const named = filesIn(folders.named, { etag: true, maxAge: 0 });
  return (request, response) => {
    const url = request.url ?? "";
    if (!url.startsWith(`${BUILT}/`)) return named(request, response, () => pages(request, response));
    request.url = url.slice(BUILT.length);
    built(request, response, () => {
      request.url = url;
      pages(request, response);
    });
  };
}

function filesIn(folder: string, options: Options) {
  const files = sirv(folder, { ...options, extensions: [], setHeaders });
  return (request: http.IncomingMessage, response: http.ServerResponse, next: () => void): void => {
    // No page requests a part of a file, and the library throws for a range that ends before it starts.
    delete request.headers.range;
    files(request, response, next);
  };
}

function setHeaders(response: http.ServerResponse): void {
  response.setHeader("x-content-type-options", "nosniff");
  response.once("pipe", (file) => {
    // Nobody else listens to the file. Its error (no descriptor left, a new build) would end the process.
    file.once("error", () => response.destroy());
    // Nobody else closes it when its client has gone.
    response.once("close", () => file.destroy());
  });
}
