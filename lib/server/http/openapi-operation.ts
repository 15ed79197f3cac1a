import type { AnyRouteDefinition } from "./define-route";
import type { Components } from "./openapi-components";
import { failureReference, usualHeaders } from "./openapi-shared";
import type { Method } from "./route-table";
import { anyCaller, everyProject } from "./subjects";

type Json = Record<string, unknown>;

/** The OpenAPI operation of a declared route. The schemas that it names are added to `components`. */
export function describeOperation(
  definition: AnyRouteDefinition,
  method: Method,
  path: string,
  components: Components,
): Json {
  const { id, summary, description, tag, scope } = definition;
  return {
    operationId: id,
    summary,
    description: `${description === undefined ? "" : `${description}\n\n`}Required scope: \`${scope}\`.`,
    tags: [tag],
    parameters: parameters(definition, method, path, components),
    ...requestBody(definition, components),
    responses: {
      [definition.response.status]: success(definition, components),
      ...(method === "GET" && { 304: { $ref: "#/components/responses/NotModified" } }),
      ...Object.fromEntries(failureStatuses(definition).map((status) => [status, failureReference(status)])),
    },
  };
}

function parameters({ query, alsoFails }: AnyRouteDefinition, method: Method, path: string, components: Components) {
  const inPath = [...path.matchAll(/\[(\w+)\]/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string", format: "uuid" },
  }));
  const inQuery = query === undefined ? [] : components.queryParameters(query);
  const inHeader = [
    ...(method === "GET" ? [{ $ref: "#/components/parameters/IfNoneMatch" }] : []),
    ...(alsoFails?.includes(412) ? [{ $ref: "#/components/parameters/IfMatch" }] : []),
  ];
  return [...inPath, ...inQuery, ...inHeader];
}

function requestBody({ body }: AnyRouteDefinition, components: Components): Json {
  if (body === undefined) return {};
  const content = {
    schema: components.reference(body.schema, "input"),
    ...(body.example !== undefined && { example: body.example }),
  };
  return { requestBody: { required: true, content: { "application/json": content } } };
}

function failureStatuses({ subject, body, alsoFails = [] }: AnyRouteDefinition): number[] {
  const namesResource = subject !== anyCaller && subject !== everyProject;
  return [
    400,
    401,
    403,
    ...(namesResource ? [404] : []),
    ...alsoFails,
    ...(body === undefined ? [] : [413, 415, 422]),
    429,
    500,
    503,
  ];
}

function success(definition: AnyRouteDefinition, components: Components): Json {
  const { response } = definition;
  if (response.status === 204) return { description: "Done. There is no body.", headers: usualHeaders };
  if ("events" in response) {
    const content = { schema: { type: "string", description: response.events } };
    return {
      description: "Events, for as long as the client listens.",
      headers: usualHeaders,
      content: { "text/event-stream": content },
    };
  }
  const schema = successBody(definition, response, components);
  const example = "example" in response ? { example: response.example } : {};
  const mediaType = "events" in response ? "text/event-stream" : "application/json";
  const hasTag = "data" in response || "list" in response;
  return {
    description: response.status === 201 ? "Created." : "Done.",
    headers: { ...(hasTag && { ETag: { $ref: "#/components/headers/ETag" } }), ...usualHeaders },
    content: { [mediaType]: { schema, ...example } },
  };
}

type BodyResponse = Exclude<AnyRouteDefinition["response"], { status: 204 }>;

function successBody(definition: AnyRouteDefinition, response: BodyResponse, components: Components): Json {
  if ("list" in response) return listBody(definition, response.list, components);
  if ("data" in response) return dataBody(response.data, components);
  if ("bare" in response) return components.reference(response.bare, "output");
  return { type: "string", description: response.events };
}

type Schema = Parameters<Components["reference"]>[0];

function dataBody(data: Schema, components: Components): Json {
  return { type: "object", properties: { data: components.reference(data, "output") }, required: ["data"] };
}

function listBody({ query }: AnyRouteDefinition, item: Schema, components: Components): Json {
  const isPaged = query !== undefined && components.queryParameters(query).some(({ name }) => name === "limit");
  const nextCursor = { type: ["string", "null"], description: "Only on pages. Null on the last one." };
  return {
    type: "object",
    properties: {
      data: { type: "array", items: components.reference(item, "output") },
      ...(isPaged && { next_cursor: nextCursor }),
    },
    required: ["data"],
  };
}
