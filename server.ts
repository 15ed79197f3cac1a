import http from "node:http";
import path from "node:path";
import next from "next";
import { getEnv } from "@/lib/env";
import { createApi } from "@/lib/server/http/app";
import { offerLocalApi } from "@/lib/server/http/local-api";
import { changeFeed } from "@/lib/server/live/change-feed";
import { streamHub } from "@/lib/server/live/streams/process-hub";
import { log } from "@/lib/server/log";
import { startBackground } from "@/lib/server/process/background";
import { openProcessDatabase, type ProcessDatabase } from "@/lib/server/process/database";
import { addressOf, type Listener, listen } from "@/lib/server/process/listener";
import type { Stop } from "@/lib/server/process/repeat";
import { onStopSignal } from "@/lib/server/process/signals";
import { serveStaticFiles } from "@/lib/server/process/static-files";
import { warmPages } from "@/lib/server/process/warm-pages";
import { setupLink } from "@/lib/server/services/setup";

/** How long requests under way may take once the server was told to stop. */
const DRAIN_MS = 10_000;

/** What is running so far. */
type Parts = { listener?: Listener; database?: ProcessDatabase; stopBackground?: Stop };

/**
 * Runs the service until SIGINT or SIGTERM: port, database, API, pages, and the way back in the opposite order.
 *
 * @param options.dev pages and API are compiled by Next on demand; only the health checks are served from the build
 * @throws Error with one clear sentence when it cannot start; nothing is left running then
 */
export async function serve({ dev }: { dev: boolean }): Promise<void> {
  const parts: Parts = {};
  const starting = start(parts, dev);
  const stopping = stopOnSignal(parts, starting);
  try {
    const introduction = await starting;
    if (!stopping.aborted) console.log(introduction);
  } catch (error) {
    // A stop that came meanwhile does the same, and then ends the process.
    if (stopping.aborted) return;
    await close(parts, 0);
    throw error;
  }
}

/** Fills `parts` as they come up. Returns what to tell the person who started it. */
async function start(parts: Parts, dev: boolean): Promise<string> {
  const { PORT, HOST, PUBLIC_URL } = getEnv();
  const listener = await listen(PORT, HOST);
  parts.listener = listener;
  // Both take a while and neither needs the other.
  const pages = preparePages(listener, dev);
  pages.catch(() => {});
  parts.database = await openProcessDatabase("server", (message) => log.warn(message));
  changeFeed();
  listener.handleWith(await createHandler(await pages, dev));
  parts.stopBackground = startBackground();
  // Next listens for web sockets from the first request on, and the first may be that of a page that was open before.
  const local = addressOf(listener.server);
  if (dev) await fetch(`${local}/_next/static/`);
  else warmPages(local);
  const address = PUBLIC_URL ?? local;
  return introduce(address, parts.database.place, await setupLink(address));
}

async function preparePages({ server }: Listener, dev: boolean): Promise<http.RequestListener> {
  // Next takes over every upgrade of the server that it knows. Built pages have none, and a client that offers one
  // (Java's HTTP client does, in each request) is to get its answer: they get a server that nobody connects to.
  const app = next({ dev, dir: process.cwd(), httpServer: dev ? server : http.createServer() });
  await app.prepare();
  const handle = app.getRequestHandler();
  const pages: http.RequestListener = (request, response) => void handle(request, response);
  return dev ? pages : serveStaticFiles(pages);
}

/** The API is served from the build, fifty times as fast as through Next, which serves the same files elsewhere. */
async function createHandler(pages: http.RequestListener, dev: boolean): Promise<http.RequestListener> {
  const { listener: api, local } = await createApi({ appDir: path.resolve("dist", "app") });
  // In development the API that pages ask is the one that Next compiles, in the browser's own time.
  if (!dev) offerLocalApi(local);
  const isApi = dev ? /^\/(healthz|readyz)(\?|$)/ : /^\/((api|ofrep)(\/|\?|$)|(healthz|readyz)(\?|$))/;
  return (request, response) => (isApi.test(request.url ?? "") ? api(request, response) : pages(request, response));
}

/** @returns a signal that is aborted once the service was told to stop; the process ends by itself then */
function stopOnSignal(parts: Parts, starting: Promise<unknown>): AbortSignal {
  const stopping = new AbortController();
  const abandon = () => {
    parts.database?.abandon();
    process.exit(1);
  };
  const stop = async (status: number) => {
    stopping.abort();
    // What has begun to start is not known well enough to be stopped before it is up, or has failed.
    await starting.catch(() => {});
    await close(parts, DRAIN_MS);
    process.exit(status);
  };
  const stopOrAbandon = (status: number) =>
    void stop(status).catch((error: unknown) => {
      log.error({ err: error }, "could not stop cleanly");
      abandon();
    });
  onStopSignal({ stop: () => stopOrAbandon(0), abandon });
  process.on("uncaughtException", (error) => {
    log.fatal({ err: error }, "stopping after a fault");
    if (!stopping.signal.aborted) stopOrAbandon(1);
  });
  return stopping.signal;
}

/** Answers what is under way for at most `patience` ms, then ends every part that is up. */
async function close({ listener, database, stopBackground }: Parts, patience: number): Promise<void> {
  await streamHub().close();
  await listener?.drain(patience);
  await stopBackground?.().catch((error: unknown) => log.warn({ err: error }, "the last counts are lost"));
  if (!database) return;
  await changeFeed().close();
  await database.close();
}

function introduce(address: string, place: string, setup: string | undefined): string {
  const firstStep = setup === undefined ? "" : `  Set up ${setup}\n         makes the first admin, once.\n`;
  return `
  Guidon is ready at ${address}

  Data   ${place}
${firstStep}  Next   npm run --silent key -- create --name me --scope flags:write
         makes an API key; README.md shows what to do with it. Ctrl-C stops.
`;
}
