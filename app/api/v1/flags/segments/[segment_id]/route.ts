import { segmentExample, segmentPatchExample } from "@/lib/contract/examples";
import { guardQuerySchema } from "@/lib/contract/guard";
import { limits } from "@/lib/contract/limits";
import { segmentSchema, updateSegmentSchema } from "@/lib/contract/segment";
import { defineRoute } from "@/lib/server/http/define-route";
import { segmentInPath } from "@/lib/server/http/resources";
import { reachOfChange } from "@/lib/server/services/reach";
import { deleteSegment, getSegment, updateSegment } from "@/lib/server/services/segments";

export const GET = defineRoute({
  id: "getSegment",
  summary: "Get a segment",
  tag: "Segments",
  scope: "flags:read",
  resource: segmentInPath,
  response: { status: 200, data: segmentSchema, example: { data: segmentExample } },
  reach: [],
  run: ({ resource }) => getSegment(resource.id),
});

export const PATCH = defineRoute({
  id: "updateSegment",
  summary: "Update a segment",
  description: "Only provided fields are changed. Changes affect all rules that reference this segment.",
  tag: "Segments",
  scope: "flags:write",
  resource: segmentInPath,
  query: guardQuerySchema,
  body: { schema: updateSegmentSchema, maxBytes: limits.segmentBodyBytes, example: segmentPatchExample },
  response: {
    status: 200,
    data: segmentSchema,
    example: { data: { ...segmentExample, ...segmentPatchExample, updated_at: "2025-03-16T16:00:00Z" } },
  },
  alsoFails: [409, 412],
  reach: ({ body }) => reachOfChange(body),
  run: ({ resource, query, body, write }) => updateSegment(resource, body, { ...write, ...query }),
});

export const DELETE = defineRoute({
  id: "deleteSegment",
  summary: "Delete a segment",
  description:
    "Permanently delete a segment. Any rules referencing this segment will have their segment_id cleared. A rule " +
    "that this leaves without conditions is also turned off, so that it does not begin to match everyone.",
  tag: "Segments",
  scope: "flags:write",
  resource: segmentInPath,
  query: guardQuerySchema,
  response: { status: 204 },
  alsoFails: [409, 412],
  run: ({ resource, query, write }) => deleteSegment(resource, { ...write, ...query }),
});
