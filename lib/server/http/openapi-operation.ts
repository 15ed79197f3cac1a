import { z } from "zod";
import type { AnyRouteDefinition } from "./define-route";
import type { Components } from "./openapi-components";
import { failureReference, usualHeaders } from "./openapi-shared";
import { anyCaller, everyProject } from "./resources";
import type { Method } from "./route-table";

type Json = Record<string, unknown>;

/** The OpenAPI operation of a declared route. The schemas that it names are added to `components`. */
export function describeOperation(
  definition: AnyRouteDefinition,
  method: Method,
  path: string,
  components: Components,
): Json {
  const { id, summary, description, tag } = definition;
  return {
    operationId: id,
    summary,
    description: `${description === undefined ? "" : `${description}\n\n`}${whoMayCall(definition)}`,
    tags: [tag],
    ...(definition.takesKeyHeader && { security: [{ apiKey: [] }, { apiKeyHeader: [] }] }),
    ...(definition.takesStreamToken && { security: [{ streamToken: [] }] }),
    parameters: parameters(definition, method, path, components),
    ...requestBody(definition, components),
    responses: {
      [definition.response.status]: success(definition, components),
      ...(isConditional(definition, method) && { 304: { $ref: "#/components/responses/NotModified" } }),
      ...failures(definition, components),
    },
  };
}

/** Keys need the scope; people need a role, which implies one. */
function whoMayCall({ scope, reserved }: AnyRouteDefinition): string {
  if (reserved === "admins") return "Takes no key: only admins who are signed in may call it.";
  if (reserved === "project admins") {
    return "Takes no key: only admins who are signed in may call it, those of some projects for keys limited to these.";
  }
  if (reserved === "members") return "Takes no key: only members who are signed in may call it.";
  const people = reserved === undefined ? "" : " Of the people who are signed in, only admins may call it.";
  return `Required scope: \`${scope}\`.${people}`;
}

/** Whether it honours `If-None-Match`. */
function isConditional(definition: AnyRouteDefinition, method: Method): boolean {
  const { response } = definition;
  return "bare" in response ? response.hasTag : method === "GET" && !("events" in response);
}

function parameters(definition: AnyRouteDefinition, method: Method, path: string, components: Components): Json[] {
  const { query, alsoFails } = definition;
  const inPath = [...path.matchAll(/\[(\w+)\]/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: name?.endsWith("_id") ? { type: "string", format: "uuid" } : { type: "string" },
  }));
  const inQuery = query === undefined ? [] : components.queryParameters(query);
  const inHeader = [
    ...(isConditional(definition, method) ? [{ $ref: "#/components/parameters/IfNoneMatch" }] : []),
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

function failures(
  { resource, query, body, failure, alsoFails = [] }: AnyRouteDefinition,
  components: Components,
): Json {
  if (failure !== undefined) {
    const content = { "application/json": { schema: components.reference(failure.schema, "output") } };
    const answer = { description: "Refused, or failed.", headers: usualHeaders, content };
    return Object.fromEntries(failure.statuses.map((status) => [status, answer]));
  }
  const namesResource = resource !== anyCaller && resource !== everyProject;
  const statuses = [
    ...[400, 401, 403],
    ...(namesResource ? [404] : []),
    ...alsoFails,
    ...(body === undefined ? [] : [413, 415, 422]),
    ...[429, 500, 503],
  ];
  return Object.fromEntries(statuses.map((status) => [status, failureReference(status, isGuarded(query))]));
}

/** Whether a guard can refuse the operation. */
const isGuarded = (query: AnyRouteDefinition["query"]): boolean =>
  query instanceof z.ZodObject && "guard" in query.shape;

const descriptions = { 200: "Done.", 201: "Created.", 202: "Taken in." } as const;

function success(definition: AnyRouteDefinition, components: Components): Json {
  const { response } = definition;
  if (response.status === 204) return { description: "Done. There is no body.", headers: usualHeaders };
  if ("events" in response) {
    for (const schema of response.eventData ?? []) components.reference(schema, "output");
    const content = { "text/event-stream": { schema: { type: "string", description: response.events } } };
    return { description: "Events, for as long as the client listens.", headers: usualHeaders, content };
  }
  const example = "example" in response && response.example !== undefined && { example: response.example };
  return {
    description: descriptions[response.status],
    headers: { ...(hasTag(definition) && { ETag: { $ref: "#/components/headers/ETag" } }), ...usualHeaders },
    content: { "application/json": { schema: bodySchema(definition, components), ...example } },
  };
}

/** Answers to questions (evaluations) have no tag; resources do, and so does everything that is declared to. */
function hasTag({ response, rateLimit }: AnyRouteDefinition): boolean {
  if ("bare" in response) return response.hasTag;
  return rateLimit !== "evaluation" || ("hasTag" in response && response.hasTag === true);
}

function bodySchema({ response, query }: AnyRouteDefinition, components: Components): Json {
  if ("bare" in response) return components.reference(response.bare, "output");
  if ("list" in response) return listBody(components.reference(response.list, "output"), isPaged(query, components));
  if (!("data" in response)) throw new Error("An answer without a schema");
  return { type: "object", properties: { data: components.reference(response.data, "output") }, required: ["data"] };
}

function isPaged(query: AnyRouteDefinition["query"], components: Components): boolean {
  return query !== undefined && components.queryParameters(query).some(({ name }) => name === "limit");
}

function listBody(items: Json, isPaged: boolean): Json {
  const nextCursor = { type: ["string", "null"], description: "Only on pages. Null on the last one." };
  return {
    type: "object",
    properties: { data: { type: "array", items }, ...(isPaged && { next_cursor: nextCursor }) },
    required: ["data"],
  };
}
