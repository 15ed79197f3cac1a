import { setTimeout } from "node:timers/promises";
import { Hono } from "hono";
import { getEnv } from "@/lib/env";
import { getDb } from "../db/client";
import { notFound, ServiceError } from "../service-error";
import { clientAddressOf } from "./client-address";
import { errorResponse } from "./errors";
import { requestIdOf } from "./respond";
import { loadRoutes, methods, type Route } from "./route-table";

/** What @hono/node-server tells of the connection. Absent when a test calls the app directly. */
interface Bindings {
  incoming?: { socket: { remoteAddress?: string | undefined } };
}

type App = Hono<{ Bindings: Bindings }>;

/** How long /readyz waits for the database before it says no. */
const READY_TIMEOUT_MS = 2_000;

/**
 * The API of one process: every route file below `appDir`, `/healthz` and `/readyz`. It answers whatever it is asked
 * below /api and /ofrep; what else there is belongs to the pages.
 */
export async function createApp({ appDir }: { appDir: string }): Promise<App> {
  const app: App = new Hono();
  app.get("/healthz", (c) => c.json({ status: "ok" }));
  app.get("/readyz", async (c) =>
    (await isReady()) ? c.json({ status: "ok" }) : c.json({ status: "database unavailable" }, 503),
  );
  for (const route of await loadRoutes(appDir)) serve(app, route);
  for (const prefix of ["/api/*", "/ofrep/*"]) {
    app.all(prefix, (c) => failure(c.req.raw, notFound()));
  }
  return app;
}

function serve(app: App, { path, handlers }: Route): void {
  const pattern = path.replace(/\[(\w+)\]/g, ":$1");
  const served = methods.filter((method) => handlers[method] !== undefined);
  for (const method of served) {
    const handler = handlers[method];
    if (handler === undefined) continue;
    app.on(method, pattern, (c) => {
      const peer = c.env?.incoming?.socket.remoteAddress;
      const clientAddress = clientAddressOf(peer, c.req.header("x-forwarded-for"), getEnv().TRUSTED_PROXIES);
      const context = { params: Promise.resolve(c.req.param()), ...(clientAddress !== undefined && { clientAddress }) };
      return handler(c.req.raw, context);
    });
  }
  const allow = served.includes("GET") ? [...served, "HEAD"] : served;
  app.all(pattern, (c) => failure(c.req.raw, new ServiceError("method_not_allowed", "Method not allowed", { allow })));
}

function failure(request: Request, error: ServiceError): Response {
  const requestId = requestIdOf(request.headers);
  const response = errorResponse(error, requestId);
  response.headers.set("x-request-id", requestId);
  return response;
}

async function isReady(): Promise<boolean> {
  const answered = getDb()
    .pool.query("SELECT 1")
    .then(
      () => true,
      () => false,
    );
  return Promise.race([answered, setTimeout(READY_TIMEOUT_MS, false, { ref: false })]);
}
