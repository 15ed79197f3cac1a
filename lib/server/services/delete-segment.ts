import type { Segment } from "@/lib/contract/segment";
import { sql } from "../db/sql";
import { assertFresh } from "../etag";
import { guardedSegment } from "./guarded";
import { ruleColumns } from "./row-readers";
import { type RuleRow, toRule, toSegment } from "./rows";
import { lockSegment } from "./segments";
import { type ProjectWrite, writeInProject } from "./write";
import type { WriteContext } from "./write-context";

/**
 * Deletes a segment and clears it from the rules that link to it. A rule that is left with no conditions at all would
 * begin to match everyone, so it is turned off, too: deleting an audience never widens who sees a feature.
 * @throws ServiceError 404, 409 when a guard refuses, 412.
 */
export async function deleteSegment(segment: Pick<Segment, "id" | "project_id">, context: WriteContext): Promise<void> {
  // Alone: the rules of any flag may change, and none may begin to link to the segment meanwhile.
  await writeInProject(segment.project_id, "exclusive", context, (write) =>
    guardedSegment(write, context, segment.id, () => removeSegment(write, segment.id, context)),
  );
}

async function removeSegment({ tx, record }: ProjectWrite, id: string, context: WriteContext): Promise<void> {
  const before = toSegment(await lockSegment(tx, id));
  assertFresh(context.ifMatch, before);
  const linked = await tx.rows<RuleRow>(sql`
      SELECT ${ruleColumns} FROM rules WHERE segment_id = ${id} ORDER BY flag_id, environment, position`);
  const cleared = { segmentId: null, updatedAt: new Date() };
  const changes = linked.map((row) => {
    const rule = toRule(row);
    const enabled = rule.enabled && rule.conditions.length > 0;
    return { rule, after: toRule({ ...row, ...cleared, enabled }) };
  });
  const disabled = changes.filter(({ rule, after }) => rule.enabled !== after.enabled).map(({ rule }) => rule.id);
  await tx.rows(sql`
      UPDATE rules SET segment_id = NULL, enabled = enabled AND id <> ALL (${disabled}::uuid[]),
        updated_at = ${cleared.updatedAt}
      WHERE segment_id = ${id}`);
  for (const { rule, after } of changes) {
    const action = rule.enabled === after.enabled ? "rule.segment_cleared" : "rule.segment_cleared_and_disabled";
    record({ resourceType: "rule", resourceId: rule.id, flagId: rule.flag_id, action, before: rule, after });
  }
  await tx.rows(sql`DELETE FROM segments WHERE id = ${id}`);
  record({ resourceType: "segment", resourceId: id, action: "segment.deleted", before, after: null });
}
