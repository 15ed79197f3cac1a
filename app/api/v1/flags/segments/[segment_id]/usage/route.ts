import { segmentUseSchema } from "@/lib/contract/segment";
import { defineRoute } from "@/lib/server/http/define-route";
import { segmentInPath } from "@/lib/server/http/subjects";
import { listSegmentUses } from "@/lib/server/services/segment-usage";

export const GET = defineRoute({
  id: "listSegmentUses",
  summary: "List a segment's uses",
  description: "Every rule that links to the segment, with its flag and environment.",
  tag: "Segments",
  scope: "flags:read",
  subject: segmentInPath,
  response: { status: 200, list: segmentUseSchema },
  run: async ({ subject }) => ({ items: await listSegmentUses(subject) }),
});
