import { etagOf } from "../etag";
import type { DescribedRoute } from "./define-route";
import { isNotModified, requestIdOf } from "./respond";
import type { Tag } from "./tags";

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
  const handler = async (request: Request): Promise<Response> => {
    const headers = new Headers({
      "x-request-id": requestIdOf(request.headers),
      etag,
      "cache-control": "public, max-age=300",
      "access-control-allow-origin": "*",
    });
    if (isNotModified(request, etag)) return new Response(null, { status: 304, headers });
    headers.set("content-type", "application/json");
    headers.set("x-content-type-options", "nosniff");
    return new Response(body, { headers });
  };
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
  return Object.assign(handler, { operation });
}
