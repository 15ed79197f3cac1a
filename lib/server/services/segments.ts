import type { Page } from "@/lib/contract/common";
import type {
  CreateSegment,
  ListedSegment,
  ListSegmentsQuery,
  Segment,
  SegmentUse,
  UpdateSegment,
} from "@/lib/contract/segment";
import { assertFresh } from "../etag";
import { isSame } from "../patch";
import { found } from "../service-error";
import type { EntryName } from "../store/audit";
import { clearSegment, rulesOfSegment, segmentUses } from "../store/linked-rules";
import { countRulesBySegment } from "../store/rule-counts";
import { toRule } from "../store/rules";
import * as store from "../store/segments";
import { toSegment, toSegmentColumns } from "../store/segments";
import { db } from "../store/transaction";
import { assertProjectExists } from "./assert-project";
import { guardedSegment } from "./guarded";
import type { Limit } from "./seen";
import { type ProjectWrite, writeInProject } from "./write";
import type { WriteContext } from "./write-context";

/** A segment that a path names. */
export type SegmentResource = Pick<Segment, "id" | "project_id">;

/** @throws ServiceError 404 */
export async function findSegmentResource(id: string): Promise<SegmentResource> {
  return { id, project_id: found(await store.findSegmentProject(db(), id)) };
}

/** @throws ServiceError 404 when there is no such project. */
export async function listSegments(query: ListSegmentsQuery, limit: Limit): Promise<Page<ListedSegment>> {
  const page = await store.listSegments(db(), query);
  if (page.items.length === 0) await assertProjectExists(query.project_id);
  if (!query["include[]"]?.includes("rule_count")) return page;
  const counts = await countRulesBySegment(
    db(),
    page.items.map(({ id }) => id),
    limit,
  );
  return { ...page, items: page.items.map((segment) => ({ ...segment, rule_count: counts.get(segment.id) ?? 0 })) };
}

/** @throws ServiceError 404 */
export async function getSegment(id: string): Promise<Segment> {
  return toSegment(found(await store.findSegment(db(), id)));
}

/** Every rule that links to the segment, by flag key, environment and position. */
export const listSegmentUses = ({ id }: SegmentResource): Promise<SegmentUse[]> => segmentUses(db(), id);

/** @throws ServiceError 404 for the project. */
export async function createSegment(input: CreateSegment, context: WriteContext): Promise<Segment> {
  return writeInProject(input.project_id, "shared", context, async ({ tx, readProject, record }) => {
    await readProject();
    const segment = toSegment(await store.insertSegment(tx, input));
    record({ ...segmentIdentity(segment), action: "segment.created", before: null, after: segment });
    return segment;
  });
}

/** @throws ServiceError 404, 409 when a guard refuses, 412. */
export async function updateSegment(
  { id, project_id: projectId }: SegmentResource,
  input: UpdateSegment,
  context: WriteContext,
): Promise<Segment> {
  return writeInProject(projectId, "shared", context, (write) =>
    guardedSegment(write, context, id, async () => {
      const { after } = await changeSegment(write, id, input, context, { action: "segment.updated" });
      return after;
    }),
  );
}

/**
 * @returns the segment before and after; the same when nothing was changed
 * @throws ServiceError 404, 412
 */
export async function changeSegment(
  { tx, record }: ProjectWrite,
  id: string,
  input: UpdateSegment,
  context: Pick<WriteContext, "ifMatch">,
  entry: EntryName,
): Promise<{ before: Segment; after: Segment }> {
  const row = found(await store.lockSegment(tx, id));
  const before = toSegment(row);
  assertFresh(context.ifMatch, before);
  const columns = toSegmentColumns(input);
  if (isSame(toSegment({ ...row, ...columns }), before)) return { before, after: before };
  const after = toSegment(await store.updateSegment(tx, row, columns));
  record({ ...segmentIdentity(after), ...entry, before, after });
  return { before, after };
}

/**
 * Deletes a segment and clears it from the rules that link to it. A rule that is left with no conditions at all would
 * begin to match everyone, so it is turned off, too: deleting an audience never widens who sees a feature.
 * @throws ServiceError 404, 409 when a guard refuses, 412.
 */
export async function deleteSegment(
  { id, project_id: projectId }: SegmentResource,
  context: WriteContext,
): Promise<void> {
  // Exclusively: the rules of any flag may change, and none may begin to link to the segment meanwhile.
  await writeInProject(projectId, "exclusive", context, (write) =>
    guardedSegment(write, context, id, async () => {
      const before = toSegment(found(await store.lockSegment(write.tx, id)));
      assertFresh(context.ifMatch, before);
      await clearFromRules(write, id);
      await store.deleteSegment(write.tx, id);
      write.record({ ...segmentIdentity(before), action: "segment.deleted", before, after: null });
    }),
  );
}

async function clearFromRules({ tx, record }: ProjectWrite, segmentId: string): Promise<void> {
  const updatedAt = new Date();
  const changes = (await rulesOfSegment(tx, segmentId)).map((row) => {
    const before = toRule(row);
    const enabled = before.enabled && before.conditions.length > 0;
    return { before, after: toRule({ ...row, segmentId: null, enabled, updatedAt }) };
  });
  const disabled = changes.filter(({ before, after }) => before.enabled && !after.enabled);
  await clearSegment(
    tx,
    segmentId,
    disabled.map(({ before }) => before.id),
    updatedAt,
  );
  for (const { before, after } of changes) {
    const action = before.enabled === after.enabled ? "rule.segment_cleared" : "rule.segment_cleared_and_disabled";
    record({ resourceType: "rule", resourceId: before.id, flagId: before.flag_id, action, before, after });
  }
}

export const segmentIdentity = ({ id }: Pick<Segment, "id">) => ({ resourceType: "segment", resourceId: id }) as const;
