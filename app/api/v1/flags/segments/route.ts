import { BOUNDED_LIST } from "@/lib/contract/common";
import { betaSegmentExample, segmentExample, segmentRequestExample } from "@/lib/contract/examples";
import { limits } from "@/lib/contract/limits";
import {
  createSegmentSchema,
  listedSegmentSchema,
  listSegmentsQuerySchema,
  segmentSchema,
} from "@/lib/contract/segment";
import { writeQuerySchema } from "@/lib/contract/write-query";
import { defineRoute } from "@/lib/server/http/define-route";
import { projectInBody, projectInQuery } from "@/lib/server/http/resources";
import { createSegment, listSegments } from "@/lib/server/services/segments";

export const GET = defineRoute({
  id: "listSegments",
  summary: "List segments",
  description: `Retrieve all segments for a project. ${BOUNDED_LIST}`,
  tag: "Segments",
  scope: "flags:read",
  resource: projectInQuery,
  query: listSegmentsQuerySchema,
  response: { status: 200, list: listedSegmentSchema, example: { data: [segmentExample, betaSegmentExample] } },
  reach: [],
  run: ({ query, caller }) => listSegments(query, caller.environments),
});

export const POST = defineRoute({
  id: "createSegment",
  summary: "Create a segment",
  description: "Create a new reusable segment.",
  tag: "Segments",
  scope: "flags:write",
  resource: projectInBody,
  query: writeQuerySchema,
  body: { schema: createSegmentSchema, maxBytes: limits.segmentBodyBytes, example: segmentRequestExample },
  response: { status: 201, data: segmentSchema, example: { data: segmentExample } },
  // No rule uses it yet.
  reach: [],
  run: ({ query, body, write }) => createSegment(body, { ...write, ...query }),
});
