import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { getEnv } from "@/lib/env";
import { type ApiResponse, type Handler, withoutEvents } from "../exchange";
import type { ServiceError } from "../service-error";
import { inBatches } from "./batches";
import { BodyBudget } from "./body-budget";
import { httpLimits } from "./ingress/limits";
import type { LocalApi } from "./local-api";
import { LocalRequest } from "./local-request";
import { guardedMetrics } from "./metrics";
import { NodeRequest } from "./node-request";
import { send } from "./node-response";
import { observeRequest } from "./observe-request";
import { alive, ready } from "./probes";
import { loadRoutes, methods, type Route } from "./route-table";
import { createRouter } from "./router";
import { failureAt, notAllowed, nowhere } from "./unserved";

/** A request whose head has arrived, and the handler that answers it. */
interface Arrived {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
  /** By performance.now(). */
  at: number;
}

/** The handlers of one path, by method. */
interface Endpoint {
  /** The template of the path. */
  route: string;
  byMethod: ReadonlyMap<string, Handler>;
}

const endpoint = (route: string, byMethod: [string, Handler][]): [string, Endpoint] => [
  route,
  { route, byMethod: new Map(byMethod) },
];

interface ServedApi {
  /** For requests over the network. */
  listener: RequestListener;
  /** For calls from within the process. */
  local: LocalApi;
}

/**
 * The API of one process: every route file below `appDir`, `/healthz`, `/readyz` and `/metrics`. It answers every
 * request that it gets, so requests for pages must not reach it.
 */
export async function createApi({
  appDir,
  bodyBytes = httpLimits.bodyBytes,
  isServed = () => true,
  obstacle,
}: {
  appDir: string;
  bodyBytes?: number;
  /** Whether it has routes of this path (`/api/v1/flags/[flag_id]`). */
  isServed?: (path: string) => boolean;
  /** Why none of its routes can answer now; undefined: they can. Probes and preflights are answered all the same. */
  obstacle?: () => ServiceError | undefined;
}): Promise<ServedApi> {
  const { TRUSTED_PROXIES, METRICS_PORT } = getEnv();
  const served = { trustedProxies: TRUSTED_PROXIES, bodies: new BodyBudget(bodyBytes) };
  const routes = (await loadRoutes(appDir)).filter(({ path }) => isServed(path));
  const find = createRouter<Endpoint>([
    endpoint("/healthz", [["GET", alive]]),
    endpoint("/readyz", [["GET", ready]]),
    ...(METRICS_PORT === undefined ? [endpoint("/metrics", [["GET", guardedMetrics]])] : []),
    ...routes.map(({ path, handlers }) =>
      endpoint(path, handlersOf(handlers, obstacle === undefined ? asItIs : unless(obstacle, path))),
    ),
  ]);
  const answer = ({ incoming, outgoing, at }: Arrived): void => {
    const [path, search] = splitTarget(incoming.url ?? "");
    const found = find(path);
    const request = new NodeRequest({ incoming, outgoing, search, params: found?.params ?? {} }, served);
    const handle = found === undefined ? nowhere(path) : handlerOf(found.target, path, request.method);
    const finish = (response: ApiResponse) => {
      request.release();
      observeRequest(incoming, at, found?.target.route, response);
      send({ outgoing, response });
    };
    handle(request).then(finish, (error: unknown) => finish(failureAt(path, request, error)));
  };
  // At the end of the event loop's turn the body has arrived, too, unless it is long, so that nothing waits for it.
  const arrive = inBatches<Arrived>(setImmediate, answer);
  return {
    listener: (incoming, outgoing) => arrive({ incoming, outgoing, at: performance.now() }),
    local: async (target, headers) => {
      const [path, search] = splitTarget(target);
      const found = find(path);
      const request = new LocalRequest(search, found?.params ?? {}, headers);
      const handle = found === undefined ? nowhere(path) : handlerOf(found.target, path, request.method);
      const response = await handle(request).catch((error: unknown) => failureAt(path, request, error));
      return { ...response, body: withoutEvents(response.body) };
    },
  };
}

/** Splits a request target into path and query. A server ignores fragments. */
function splitTarget(target: string): [path: string, search: string] {
  const query = target.indexOf("?");
  if (query === -1) return [target, ""];
  const fragment = target.indexOf("#", query);
  return [target.slice(0, query), target.slice(query + 1, fragment === -1 ? undefined : fragment)];
}

const handlersOf = (handlers: Route["handlers"], change: (handle: Handler) => Handler): [string, Handler][] =>
  methods.flatMap((method): [string, Handler][] => {
    const route = handlers[method];
    if (route === undefined) return [];
    return [[method, method === "OPTIONS" ? route.handle : change(route.handle)]];
  });

const asItIs = (handle: Handler): Handler => handle;

/** Refuses each request while there is an obstacle. */
const unless =
  (obstacle: () => ServiceError | undefined, path: string) =>
  (handle: Handler): Handler =>
  (request) => {
    const error = obstacle();
    return error === undefined ? handle(request) : Promise.resolve(failureAt(path, request, error));
  };

/** HEAD is answered as GET, and node:http leaves out the body. */
function handlerOf({ byMethod }: Endpoint, path: string, method: string): Handler {
  return byMethod.get(method === "HEAD" ? "GET" : method) ?? notAllowed(path, byMethod.keys());
}
