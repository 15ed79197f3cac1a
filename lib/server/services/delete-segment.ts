import type { Segment } from "@/lib/contract/segment";
import { assertFresh } from "../etag";
import { toRule, toSegment } from "./rows";
import { lockSegment } from "./segments";
import { writeInProject } from "./write";
import type { WriteContext } from "./write-context";

/**
 * Deletes a segment and clears it from the rules that link to it. A rule that is left with no conditions at all would
 * begin to match everyone, so it is turned off, too: deleting an audience never widens who sees a feature.
 * @throws ServiceError 404, 412.
 */
export async function deleteSegment(segment: Pick<Segment, "id" | "project_id">, context: WriteContext): Promise<void> {
  // Alone: the rules of any flag may change, and none may begin to link to the segment meanwhile.
  await writeInProject(segment.project_id, "exclusive", context, async ({ tx, record }) => {
    const before = toSegment(await lockSegment(tx, segment.id));
    assertFresh(context.ifMatch, before);
    const linked = await tx.rule.findMany({
      where: { segmentId: segment.id },
      orderBy: [{ flagId: "asc" }, { environment: "asc" }, { position: "asc" }],
    });
    const cleared = { segmentId: null, updatedAt: new Date() };
    const changes = linked.map((row) => {
      const rule = toRule(row);
      const enabled = rule.enabled && rule.conditions.length > 0;
      return { rule, after: toRule({ ...row, ...cleared, enabled }) };
    });
    const disabled = changes.filter(({ rule, after }) => rule.enabled !== after.enabled).map(({ rule }) => rule.id);
    await tx.rule.updateMany({ where: { segmentId: segment.id }, data: cleared });
    await tx.rule.updateMany({ where: { id: { in: disabled } }, data: { enabled: false } });
    for (const { rule, after } of changes) {
      const action = rule.enabled === after.enabled ? "rule.segment_cleared" : "rule.segment_cleared_and_disabled";
      record({ resourceType: "rule", resourceId: rule.id, flagId: rule.flag_id, action, before: rule, after });
    }
    await tx.segment.delete({ where: { id: segment.id }, select: { id: true } });
    record({ resourceType: "segment", resourceId: segment.id, action: "segment.deleted", before, after: null });
  });
}
