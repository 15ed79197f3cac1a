import { segmentUseSchema } from "@/lib/contract/segment";
import { defineRoute } from "@/lib/server/http/define-route";
import { segmentInPath } from "@/lib/server/http/resources";
import { listSegmentUses } from "@/lib/server/services/segments";

export const GET = defineRoute({
  id: "listSegmentUses",
  summary: "List a segment's uses",
  description:
    "Every rule that leads to the segment, with its flag and environment: linked to it, with it in its conditions, " +
    "or through another segment. Before them the segments that refer to it, where there are any.",
  tag: "Segments",
  scope: "flags:read",
  resource: segmentInPath,
  response: { status: 200, list: segmentUseSchema },
  run: async ({ resource }) => ({ items: await listSegmentUses(resource) }),
});
