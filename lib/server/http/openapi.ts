import type { AnyRouteDefinition } from "./define-route";
import { Components } from "./openapi-components";
import { methods, type Route } from "./route-table";

type Json = Record<string, unknown>;

const tags = [
  { name: "Projects", description: "A product with its environments, flags and segments." },
  { name: "Flags", description: "What an application asks for: a typed value, off until enabled." },
  { name: "Segments", description: "Reusable audiences that rules link to." },
  { name: "Rules", description: "Who gets which value, in order: the first rule that matches decides." },
  { name: "Audit", description: "Who changed what, and when." },
];

/**
 * The OpenAPI 3.1 document of the routes that are declarations, made from the schemas that validate.
 * @returns plain JSON, in a stable order.
 */
export function buildOpenApi(routes: readonly Route[]): Json {
  const components = new Components();
  const paths: Record<string, Json> = {};
  for (const { path, handlers } of routes) {
    const operations: Json = {};
    for (const method of methods) {
      const definition = handlers[method]?.definition;
      if (definition === undefined) continue;
      operations[method.toLowerCase()] = operation(definition, method, path, components);
    }
    if (Object.keys(operations).length > 0) paths[path.replace(/\[(\w+)\]/g, "{$1}")] = operations;
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Guidon API",
      version: "1",
      description:
        'Feature flags, the segments they target and the ordered rules that decide who gets which value. Ids are UUIDs, timestamps are UTC in whole seconds, success is `{"data": …}`.',
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/", description: "This server" }],
    tags,
    security: [{ apiKey: [] }],
    paths,
    components: {
      schemas: components.schemas(),
      securitySchemes: { apiKey: { type: "http", scheme: "bearer", description: "An API key: `kr_live_…`." } },
    },
  };
}

function operation(definition: AnyRouteDefinition, method: string, path: string, components: Components): Json {
  const { id, summary, description, tag, scope, body } = definition;
  return {
    operationId: id,
    summary,
    description: `${description === undefined ? "" : `${description}\n\n`}Required scope: \`${scope}\`.`,
    tags: [tag],
    parameters: parameters(definition, method, path, components),
    ...(body !== undefined && {
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: components.reference(body.schema, "input"),
            ...(body.example !== undefined && { example: body.example }),
          },
        },
      },
    }),
    responses: responses(definition, method, components),
  };
}

function parameters({ query }: AnyRouteDefinition, method: string, path: string, components: Components): Json[] {
  const inPath = [...path.matchAll(/\[(\w+)\]/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string", format: "uuid" },
  }));
  const inQuery = query === undefined ? [] : components.queryParameters(query);
  const condition = method === "GET" ? "If-None-Match" : "If-Match";
  const isConditional = method !== "POST";
  const inHeader = isConditional
    ? [{ name: condition, in: "header", required: false, schema: { type: "string" } }]
    : [];
  return [...inPath, ...inQuery, ...inHeader];
}

function responses(definition: AnyRouteDefinition, method: string, components: Components): Json {
  const { response, body, alsoFails = [] } = definition;
  const failures = [
    ...(definition.query === undefined && body === undefined ? [] : [400]),
    401,
    403,
    404,
    ...alsoFails,
    ...(body === undefined ? [] : [413, 415, 422]),
    429,
    500,
  ];
  return {
    [response.status]: success(definition, components),
    ...(method === "GET" && { 304: { description: "Not modified since `If-None-Match`." } }),
    ...Object.fromEntries(failures.map((status) => [status, components.failure(status)])),
  };
}

function success({ response }: AnyRouteDefinition, components: Components): Json {
  if (response.status === 204) return { description: "Done. There is no body." };
  const schema =
    "list" in response
      ? {
          type: "object",
          properties: {
            data: { type: "array", items: components.reference(response.list, "output") },
            next_cursor: { type: ["string", "null"], description: "Only on pages. Null on the last one." },
          },
          required: ["data"],
        }
      : { type: "object", properties: { data: components.reference(response.data, "output") }, required: ["data"] };
  return {
    description: response.status === 201 ? "Created." : "Found.",
    headers: {
      ETag: { schema: { type: "string" }, description: "Strong. For `If-Match` and `If-None-Match`." },
      "x-request-id": { schema: { type: "string" } },
    },
    content: {
      "application/json": { schema, ...(response.example !== undefined && { example: response.example }) },
    },
  };
}
