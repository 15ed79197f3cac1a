import { etagOf } from "../etag";
import type { DescribedRoute } from "./define-route";
import { isNotModified, requestIdOf } from "./respond";
import type { Tag } from "./tags";
import { webRoute } from "./web-route";

interface PublicDocument {
  /** Unique in the API; the OpenAPI operationId. */
  id: string;
  summary: string;
  description: string;
  tag: Tag;
  document: unknown;
}

/** A route that gives anyone, from any origin, one JSON document that is fixed when the process starts. */
export function definePublicDocument({ id, summary, description, tag, document }: PublicDocument): DescribedRoute {
  const body = JSON.stringify(document);
  const etag = etagOf(body);
  const route = webRoute(async (request) => {
    const headers = {
      "x-request-id": requestIdOf(request),
      etag,
      "cache-control": "public, max-age=300",
      "access-control-allow-origin": "*",
    };
    if (isNotModified(request, etag)) return { status: 304, headers, body: null };
    const described = { ...headers, "content-type": "application/json", "x-content-type-options": "nosniff" };
    return { status: 200, headers: described, body };
  });
  const operation = {
    operationId: id,
    summary,
    description,
    tags: [tag],
    security: [],
    parameters: [{ $ref: "#/components/parameters/IfNoneMatch" }],
    responses: {
      200: {
        description: "Found.",
        headers: {
          ETag: { $ref: "#/components/headers/ETag" },
          "x-request-id": { $ref: "#/components/headers/RequestId" },
        },
        content: { "application/json": { schema: { type: "object" } } },
      },
      304: { $ref: "#/components/responses/NotModified" },
    },
  };
  return Object.assign(route, { operation });
}
