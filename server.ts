import type http from "node:http";
import path from "node:path";
import { getRequestListener } from "@hono/node-server";
import next from "next";
import { getEnv } from "@/lib/env";
import { createApp } from "@/lib/server/http/app";
import { changeFeed } from "@/lib/server/live/change-feed";
import { closeRevisionStreams } from "@/lib/server/live/revision-stream";
import { log } from "@/lib/server/log";
import { startBackground } from "@/lib/server/process/background";
import { openProcessDatabase, type ProcessDatabase } from "@/lib/server/process/database";
import { addressOf, type Listener, listen } from "@/lib/server/process/listener";
import type { Stop } from "@/lib/server/process/repeat";
import { onStopSignal } from "@/lib/server/process/signals";
import { setupLink } from "@/lib/server/services/setup";

/** How long requests under way may take once the server was told to stop. */
const DRAIN_MS = 10_000;

/**
 * Runs the service until SIGINT or SIGTERM: port, database, API, pages, and the way back in the opposite order.
 *
 * @param options.dev pages and API are compiled by Next on demand; only the health checks are served from the build
 * @throws Error with one clear sentence when it cannot start; nothing is left running then
 */
export async function serve({ dev }: { dev: boolean }): Promise<void> {
  const { PORT, HOST } = getEnv();
  const listener = await listen(PORT, HOST);
  let database: ProcessDatabase | undefined;
  try {
    // Both take a while and neither needs the other.
    const pages = preparePages(listener, dev);
    pages.catch(() => {});
    database = await openProcessDatabase("server", (message) => log.warn(message));
    changeFeed();
    listener.handleWith(await createHandler(await pages, dev));
  } catch (error) {
    await listener.drain(0);
    await database?.close();
    throw error;
  }
  stopOnSignal(listener, database, startBackground());
  const address = getEnv().PUBLIC_URL ?? addressOf(listener.server);
  announce(address, database.place, await setupLink(address));
}

async function preparePages({ server }: Listener, dev: boolean): Promise<http.RequestListener> {
  const app = next({ dev, dir: process.cwd(), httpServer: server });
  await app.prepare();
  const handle = app.getRequestHandler();
  return (request, response) => void handle(request, response);
}

/** The API is served from the build, fifty times as fast as through Next, which serves the same files elsewhere. */
async function createHandler(pages: http.RequestListener, dev: boolean): Promise<http.RequestListener> {
  const app = await createApp({ appDir: path.resolve("dist", "app") });
  const api = getRequestListener(app.fetch);
  const isApi = dev ? /^\/(healthz|readyz)(\?|$)/ : /^\/((api|ofrep)(\/|\?|$)|(healthz|readyz)(\?|$))/;
  return (request, response) =>
    isApi.test(request.url ?? "") ? void api(request, response) : pages(request, response);
}

function stopOnSignal(listener: Listener, database: ProcessDatabase, stopBackground: Stop): void {
  const stop = async (status: number) => {
    closeRevisionStreams();
    await listener.drain(DRAIN_MS);
    await stopBackground().catch((error: unknown) => log.warn({ err: error }, "the last counts are lost"));
    await changeFeed().close();
    await database.close();
    process.exit(status);
  };
  const abandon = () => {
    database.abandon();
    process.exit(1);
  };
  const stopOrAbandon = (status: number) =>
    void stop(status).catch((error: unknown) => {
      log.error({ err: error }, "could not stop cleanly");
      abandon();
    });
  onStopSignal({ stop: () => stopOrAbandon(0), abandon });
  process.on("uncaughtException", (error) => {
    log.fatal({ err: error }, "stopping after a fault");
    stopOrAbandon(1);
  });
}

function announce(address: string, place: string, setup: string | undefined): void {
  const firstStep = setup === undefined ? "" : `  Set up ${setup}\n         makes the first admin, once.\n`;
  console.log(`
  Guidon is ready at ${address}

  Data   ${place}
${firstStep}  Next   npm run --silent key -- create --name me --scope flags:write
         makes an API key; README.md shows what to do with it. Ctrl-C stops.
`);
}
