import { Components } from "./openapi-components";
import { describeOperation } from "./openapi-operation";
import { headers, parameters, responses } from "./openapi-shared";
import { methods, type Route } from "./route-table";
import { tags } from "./tags";

type Json = Record<string, unknown>;

/**
 * The OpenAPI 3.1 document of the routes, made from the schemas that validate requests.
 * @returns plain JSON, in a stable order.
 */
export function buildOpenApi(allRoutes: readonly Route[]): Json {
  const routes = allRoutes.filter(isDescribed);
  const components = new Components();
  const paths = Object.fromEntries(routes.map((route) => [urlTemplate(route.path), pathItem(route, components)]));
  const document = {
    openapi: "3.1.0",
    info: {
      title: "Guidon API",
      version: "1",
      description:
        "Feature flags, the segments they target and the ordered rules that decide who gets which value. Ids are " +
        'UUIDs, timestamps are UTC in whole seconds, success is `{"data": …}`. Objects may gain fields; none is ' +
        "lost or renamed.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/", description: "This server" }],
    tags: Object.entries(tags)
      .filter(([name]) => routes.some((route) => tagsOf(route).has(name)))
      .map(([name, description]) => ({ name, description })),
    security: [{ apiKey: [] }],
    paths,
    components: {
      schemas: {},
      responses: responses(components),
      parameters,
      headers,
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer", description: "An API key: `kr_live_…`." },
        streamToken: {
          type: "apiKey",
          in: "query",
          name: "stream",
          description: "A bulk evaluation's answer gives it, in the address of its event stream.",
        },
        apiKeyHeader: { type: "apiKey", in: "header", name: "X-API-Key", description: "The same, for OFREP clients." },
      },
    },
  };
  // Last, because everything above adds schemas that it refers to.
  document.components.schemas = components.schemas();
  return document;
}

/** Whether a route belongs to the API for integrations. `/api/auth` serves the sign-in of the dashboard. */
const isDescribed = ({ path }: Pick<Route, "path">): boolean => /^\/(api\/v1|flagd|ofrep)\//.test(path);

/** A route's path as OpenAPI writes it: `/api/v1/flags/{flag_id}`. */
export const urlTemplate = (path: string): string => path.replace(/\[(\w+)\]/g, "{$1}");

function pathItem({ path, handlers }: Route, components: Components): Json {
  const operations = operationMethods.flatMap((method): [string, Json][] => {
    const route = handlers[method];
    if (route === undefined) return [];
    if ("definition" in route)
      return [[method.toLowerCase(), describeOperation(route.definition, method, path, components)]];
    if ("operation" in route) return [[method.toLowerCase(), route.operation]];
    throw new Error(`${method} ${path} is neither defined nor described`);
  });
  return Object.fromEntries(operations);
}

/** OPTIONS only answers browsers before a cross-origin call. */
const operationMethods = methods.filter((method) => method !== "OPTIONS");

function tagsOf({ handlers }: Route): Set<unknown> {
  return new Set(
    operationMethods.flatMap((method): unknown => {
      const route = handlers[method];
      if (route === undefined) return [];
      return "definition" in route ? route.definition.tag : route.operation.tags;
    }),
  );
}
