import type { Page } from "@/lib/contract/common";
import { limits } from "@/lib/contract/limits";
import type {
  CreateSegment,
  ListedSegment,
  ListSegmentsQuery,
  RuleUse,
  Segment,
  SegmentUse,
  UpdateSegment,
} from "@/lib/contract/segment";
import { segmentsIn } from "@/lib/targeting";
import { assertFresh } from "../etag";
import { isSame } from "../patch";
import { conflict, found } from "../service-error";
import type { EntryName } from "../store/audit";
import { clearSegment, rulesOfSegment, segmentUses } from "../store/linked-rules";
import { countRulesBySegment } from "../store/rule-counts";
import { toRule } from "../store/rules";
import * as store from "../store/segments";
import { toSegment, toSegmentColumns } from "../store/segments";
import { db, type Tx } from "../store/transaction";
import { assertProjectExists } from "./assert-project";
import { guardedSegment } from "./guarded";
import type { Limit } from "./seen";
import { assertNoCircle, assertReferences, referencesIn } from "./segment-references";
import { type ProjectWrite, writeInProject } from "./write";
import type { WriteContext } from "./write-context";

/** The segment in a path. */
export type SegmentResource = Pick<Segment, "id" | "project_id">;

/** @throws ServiceError 404 */
export async function findSegmentResource(id: string): Promise<SegmentResource> {
  return { id, project_id: found(await store.findSegmentProject(db(), id)) };
}

/** @throws ServiceError 400 for a list that is too long to be given whole, 404 when there is no such project. */
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

/** Where the segment is used: the segments that refer to it, and every rule that leads to it. */
export const listSegmentUses = ({ id }: SegmentResource): Promise<SegmentUse[]> => segmentUses(db(), id);

/** @throws ServiceError 404 for the project. */
export async function createSegment(input: CreateSegment, context: WriteContext): Promise<Segment> {
  return writeInProject(input.project_id, modeOf(input), context, async ({ tx, projectId, readProject, record }) => {
    await readProject();
    await assertElements(tx, projectId, { id: "", name: input.name }, input);
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
  return writeInProject(projectId, modeOf(input), context, (write) =>
    guardedSegment(write, context, id, async () => {
      const { after } = await changeSegment(write, id, input, context, { action: "segment.updated" });
      return after;
    }),
  );
}

/**
 * @returns the segment before and after; the same object when nothing changed
 * @throws ServiceError 404, 412, 422 for invalid references to other segments
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
  await assertElements(tx, before.project_id, { id, name: input.name ?? before.name }, input);
  const columns = toSegmentColumns(input);
  if (isSame(toSegment({ ...row, ...columns }), before)) return { before, after: before };
  const after = toSegment(await store.updateSegment(tx, row, columns));
  record({ ...segmentIdentity(after), ...entry, before, after });
  return { before, after };
}

/**
 * Deletes a segment and removes it from the rules that link to it. A rule without any conditions left would match
 * everyone, so it is turned off, too: deleting an audience never widens who sees a feature.
 * @throws ServiceError 404, 409 when a list of conditions refers to it or a guard refuses, 412.
 */
export async function deleteSegment(
  { id, project_id: projectId }: SegmentResource,
  context: WriteContext,
): Promise<void> {
  // Exclusively: rules of any flag may change, and none may begin to link to the segment meanwhile.
  await writeInProject(projectId, "exclusive", context, (write) =>
    guardedSegment(write, context, id, async () => {
      const before = toSegment(found(await store.lockSegment(write.tx, id)));
      assertFresh(context.ifMatch, before);
      await assertNotReferredTo(write.tx, id);
      await clearFromRules(write, id);
      await store.deleteSegment(write.tx, id);
      write.record({ ...segmentIdentity(before), action: "segment.deleted", before, after: null });
    }),
  );
}

/** A write with references holds the project exclusively, because two concurrent writes could form a circle. */
const modeOf = ({ rules = [] }: UpdateSegment) => (segmentsIn(rules).length > 0 ? "exclusive" : "shared");

/** The segments that a segment refers to belong to the project, and none leads back to it. */
async function assertElements(
  tx: Tx,
  projectId: string,
  segment: Pick<Segment, "id" | "name">,
  { rules = [] }: UpdateSegment,
): Promise<void> {
  await assertReferences(tx, projectId, referencesIn(rules, "rules"));
  await assertNoCircle(tx, projectId, segment, rules);
}

/** A list of conditions without one of its elements means something else, so people have to remove the reference. */
async function assertNotReferredTo(tx: Tx, id: string): Promise<void> {
  const uses = (await segmentUses(tx, id)).flatMap((use) =>
    "rule_id" in use
      ? use.in_conditions
        ? [`Stands in the conditions of ${ruleText(use)} of ${use.flag_key} in ${use.environment}`]
        : []
      : [`Stands in the segment ${use.segment_name}`],
  );
  if (uses.length === 0) return;
  throw conflict("The segment stands in lists of conditions: take it out of them first", {
    segment: uses.slice(0, limits.issues),
  });
}

const ruleText = ({ rule_name: name, position }: RuleUse) => `rule ${position}${name === null ? "" : ` (${name})`}`;

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
