import http from "node:http";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { getEnv, type RelaySettings, relaySettings } from "@/lib/env";
import { createApi } from "@/lib/server/http/app";
import { createIngress, type Ingress } from "@/lib/server/http/ingress/ingress";
import { logAborted } from "@/lib/server/http/ingress/observe";
import { inPageTurns } from "@/lib/server/http/ingress/page-turns";
import { readOnly, withPageHeaders } from "@/lib/server/http/ingress/pages";
import { offerLocalApi } from "@/lib/server/http/local-api";
import { openMetrics } from "@/lib/server/http/metrics";
import { observePages } from "@/lib/server/http/observe-request";
import { changeFeed } from "@/lib/server/live/change-feed";
import { streamHub } from "@/lib/server/live/streams/process-hub";
import { log } from "@/lib/server/log";
import { metricsRegistry } from "@/lib/server/metrics/registry";
import { startBackground } from "@/lib/server/process/background";
import { openProcessDatabase, type ProcessDatabase } from "@/lib/server/process/database";
import { serveFlagdSync } from "@/lib/server/process/flagd-port";
import { addressOf, takePort } from "@/lib/server/process/listener";
import { serveMetrics } from "@/lib/server/process/metrics-port";
import { isRelayed, notHeardYet, startRelay } from "@/lib/server/process/relay";
import type { Stop } from "@/lib/server/process/repeat";
import { onStopSignal, shutdownDelay } from "@/lib/server/process/signals";
import { serveStaticFiles } from "@/lib/server/process/static-files";
import { warmPages } from "@/lib/server/process/warm-pages";
import { closeAnalysis, warmAnalysis } from "@/lib/server/services/analysis/pool";
import { setupLink } from "@/lib/server/services/setup";

/** How long requests in progress, and clients that take their answers slowly, may take once no more are accepted. */
const DRAIN_MS = 10_000;
/**
 * How long the parts may take to end after that. The embedded Postgres takes longest; a hanging one is ended by force.
 */
const END_MS = 13_000;
/** Attempts to make the link for the first admin, without which nobody can sign in. */
const LINK_TRIES = 3;
const LINK_RETRY_MS = 1_000;

/** The parts that are running. */
type Parts = {
  ingress?: Ingress;
  database?: ProcessDatabase;
  stopBackground?: Stop;
  stopMetrics?: Stop;
  stopFlagdSync?: Stop;
  coolPages?: () => void;
  closeStreams?: () => Promise<void>;
};

/**
 * Runs the service until SIGINT or SIGTERM. It starts port, database, API and pages, and stops them in reverse order.
 * @param options.dev pages and API are compiled by Next on request; only the health checks are served from the build
 * @throws Error with one clear sentence when it cannot start; nothing is left running then
 */
export async function serve({ dev }: { dev: boolean }): Promise<void> {
  const parts: Parts = {};
  // Node's own metrics are measured from now on, and not from the first time that somebody asks for them.
  metricsRegistry();
  const starting = start(parts, dev);
  const stopping = stopOnSignal(parts, starting, dev);
  try {
    const introduction = await starting;
    if (!stopping.aborted) console.log(introduction);
  } catch (error) {
    // If it was told to stop meanwhile, `stopOnSignal` does the same and then ends the process.
    if (stopping.aborted) return;
    await close(parts, 0);
    throw error;
  }
}

/** Adds to `parts` what has started. Returns what to tell the person who started the service. */
async function start(parts: Parts, dev: boolean): Promise<string> {
  const { PORT, HOST, PUBLIC_URL } = getEnv();
  const relayed = relaySettings();
  const ingress = createIngress(logAborted);
  await takePort(ingress.server, PORT, HOST);
  parts.ingress = ingress;
  if (relayed !== undefined) return relay(parts, ingress, relayed);
  // Both take a while and are independent.
  const pages = preparePages(ingress.server, dev);
  pages.catch(() => {});
  parts.database = await openProcessDatabase("server", (message) => log.warn(message));
  parts.stopMetrics = await serveMetrics(openMetrics);
  changeFeed();
  parts.closeStreams = () => streamHub().close();
  parts.stopFlagdSync = await serveFlagdSync();
  ingress.handleWith(await createHandler(await pages, dev));
  parts.stopBackground = startBackground();
  // Next listens for web sockets from its first request on, and the first request may come from a page that was open
  // before.
  const local = addressOf(ingress.server);
  if (dev) await fetch(`${local}/_next/static/`);
  else parts.coolPages = warmPages(local);
  warmAnalysis();
  const address = PUBLIC_URL ?? local;
  const { place, isAwaited } = parts.database;
  if (isAwaited) return introduce(address, `${place}, which does not answer: evaluating from disk`, undefined);
  return introduce(address, place, await linkToSetUp(address));
}

/** A relay has no database and no pages. It starts whether or not the upstream answers. */
async function relay(parts: Parts, ingress: Ingress, settings: RelaySettings): Promise<string> {
  const { listener } = await createApi({
    appDir: path.resolve("dist", "app"),
    isServed: isRelayed,
    obstacle: notHeardYet,
  });
  parts.stopMetrics = await serveMetrics(openMetrics);
  parts.closeStreams = () => streamHub().close();
  parts.stopFlagdSync = await serveFlagdSync();
  parts.stopBackground = await startRelay(settings, getEnv().DATA_DIR);
  ingress.handleWith(listener);
  const address = getEnv().PUBLIC_URL ?? addressOf(ingress.server);
  const { UPSTREAM_URL, UPSTREAM_ENVIRONMENT } = settings;
  return `\n  Guidon is ready at ${address}\n\n  Relays ${UPSTREAM_ENVIRONMENT} of ${UPSTREAM_URL}. Ctrl-C stops.\n`;
}

/** On a slow machine the database may miss a deadline at the first start, so it is asked again. */
async function linkToSetUp(address: string): Promise<string | undefined> {
  for (let triesLeft = LINK_TRIES - 1; ; triesLeft -= 1) {
    try {
      return await setupLink(address);
    } catch (error) {
      if (triesLeft === 0) return withoutLink(error);
      await setTimeout(LINK_RETRY_MS);
    }
  }
}

async function preparePages(server: http.Server, dev: boolean): Promise<http.RequestListener> {
  // Next handles every upgrade request of the server that it knows. Built pages have none, but a client that offers one
  // (Java's HTTP client does, in each request) must get its answer. So Next gets a server to which nobody connects. A
  // relay does without Next.
  const { default: next } = await import("next");
  const { parseAndValidateFlightRouterState } = await import(
    "next/dist/server/app-render/parse-and-validate-flight-router-state.js"
  );
  const app = next({ dev, dir: process.cwd(), httpServer: dev ? server : http.createServer() });
  await app.prepare();
  const handle = app.getRequestHandler();
  const pages = withPageHeaders((request, response) => void handle(request, response));
  return dev
    ? pages
    : readOnly(serveStaticFiles(inPageTurns(pages, getEnv().TRUSTED_PROXIES)), parseAndValidateFlightRouterState);
}

/** The API is served from the build, fifty times as fast as through Next, which serves the same files elsewhere. */
async function createHandler(pages: http.RequestListener, dev: boolean): Promise<http.RequestListener> {
  const { listener: api, local } = await createApi({ appDir: path.resolve("dist", "app") });
  // In development, Next compiles the API that pages call in the browser.
  if (!dev) offerLocalApi(local);
  const isApi = dev
    ? /^\/(healthz|readyz|metrics)(\?|$)/
    : /^\/((api|flagd|ofrep)(\/|\?|$)|(healthz|readyz|metrics)(\?|$))/;
  const observed = observePages(pages);
  return (request, response) => (isApi.test(request.url ?? "") ? api : observed)(request, response);
}

/** @returns a signal that is aborted once the service was told to stop; the process then ends by itself */
function stopOnSignal(parts: Parts, starting: Promise<unknown>, dev: boolean): AbortSignal {
  const stopping = new AbortController();
  const abandon = () => {
    parts.database?.abandon();
    process.exit(1);
  };
  const stop = async (status: number, delay: number) => {
    stopping.abort();
    // A part that is starting cannot be stopped before it has started or failed.
    await starting.catch(() => {});
    await leave(parts, delay);
    await close(parts, DRAIN_MS);
    process.exit(status);
  };
  const stopOrAbandon = (status: number, delay: number) =>
    void stop(status, delay).catch((error: unknown) => {
      log.error({ err: error }, "could not stop cleanly");
      abandon();
    });
  onStopSignal({ stop: () => stopOrAbandon(0, dev ? 0 : shutdownDelay(getEnv().SHUTDOWN_DELAY_MS)), abandon });
  process.on("uncaughtException", (error) => {
    log.fatal({ err: error }, "stopping after a fault");
    if (!stopping.signal.aborted) stopOrAbandon(1, 0);
  });
  return stopping.signal;
}

/** Serves on for `delay` ms, so that load balancers learn that requests must go elsewhere. */
async function leave({ ingress, coolPages }: Parts, delay: number): Promise<void> {
  coolPages?.();
  ingress?.leave();
  if (delay > 0) await setTimeout(delay);
}

/** Answers requests in progress for at most `patience` ms, then ends every running part, even if one of them hangs. */
async function close(parts: Parts, patience: number): Promise<void> {
  await Promise.all([parts.closeStreams?.(), parts.stopFlagdSync?.()]);
  await parts.ingress?.drain(patience);
  const isOver = await Promise.race([end(parts), setTimeout(END_MS, false, { ref: false })]);
  if (isOver) return;
  log.error("something does not end; the process ends without it");
  parts.database?.abandon();
}

async function end({ database, stopBackground, stopMetrics }: Parts): Promise<true> {
  await closeAnalysis();
  await stopBackground?.().catch((error: unknown) => log.warn({ err: error }, "the last counts are lost"));
  await stopMetrics?.();
  if (database === undefined) return true;
  await changeFeed().close();
  await database.close();
  return true;
}

/** Requests are already answered: a database that has become unreachable does not end that. */
function withoutLink(error: unknown): undefined {
  log.warn({ err: error }, "could not make the link for the first admin: where there is none yet, start again for one");
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
