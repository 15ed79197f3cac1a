import { type Rule, ruleSchema } from "@/lib/contract/rule";
import { segmentSchema, updateSegmentSchema } from "@/lib/contract/segment";
import { conflict } from "../../service-error";
import { linkSegment, listsUsing } from "../../store/linked-rules";
import { findRules, type RuleList, toRule } from "../../store/rules";
import { findSegmentProject, restoreSegment, toSegment } from "../../store/segments";
import { ruleIdentity } from "../rules";
import { assertNoCircle } from "../segment-references";
import { changeSegment, segmentIdentity } from "../segments";
import type { ProjectWrite } from "../write";
import { assertNothingThere } from "./assert-nothing-there";
import { assertReferencesThere } from "./assert-segments";
import { alreadySo, fieldsOf, restoredFields, sideOf } from "./entry";
import type { Restorer, Restoring } from "./restore-entry";

const FIELDS = fieldsOf(updateSegmentSchema);

const segmentIn = ({ entry }: Restoring) => sideOf(segmentSchema, entry.before);

/** Restores fields of a segment. */
export const restoreChangedSegment: Restorer = {
  lists: ({ tx }, { entry }) => listsUsing(tx, entry.resource_id),
  async restore(write, restoring) {
    const { entry, extent, context, entryId } = restoring;
    const fields = restoredFields(entry, segmentIn(restoring), FIELDS, extent);
    if ((await findSegmentProject(write.tx, entry.resource_id)) === undefined) {
      throw conflict("The segment was deleted: restore the segment first");
    }
    if (fields.rules !== undefined) await assertReferencesThere(write.tx, segmentIn(restoring));
    const what = { id: entryId, action: "segment.restored" } as const;
    const { before, after } = await changeSegment(write, entry.resource_id, fields, context, what);
    if (before === after) throw alreadySo();
    return { before, after, current: before };
  },
};

/** Restores a deleted segment with its id, and links it to the rules that were unlinked from it. */
export const restoreDeletedSegment: Restorer = {
  async lists({ tx }, restoring) {
    const { intact } = await clearedRules(tx, restoring);
    const lists = intact.map(({ flag_id: flagId, environment }): RuleList => ({ flagId, environment }));
    return [...new Map(lists.map((list) => [JSON.stringify(list), list])).values()];
  },
  async restore(write, restoring) {
    const { tx, record } = write;
    const segment = segmentIn(restoring);
    const { intact, changed } = await clearedRules(tx, restoring);
    if ((await findSegmentProject(tx, segment.id)) !== undefined) throw conflict("The segment is there already");
    assertNothingThere(restoring.context);
    await assertReferencesThere(tx, segment);
    await assertNoCircle(tx, segment.project_id, segment, segment.rules);
    const after = toSegment(await restoreSegment(tx, segment));
    await putBack(write, segment.id, intact);
    record({ ...segmentIdentity(after), id: restoring.entryId, action: "segment.restored", before: null, after });
    return { before: null, after, current: null, leftAlone: changed };
  },
};

/** A rule that was unlinked from the segment, and whether it was turned off for that. */
type ClearedRule = Pick<Rule, "id" | "flag_id" | "environment"> & { wasEnabled: boolean };

/** The rules that lost the segment: those that have not changed since, and the ids of those that have. */
async function clearedRules(tx: ProjectWrite["tx"], { entry, besides }: Restoring) {
  const cleared = besides
    .map(({ before, after }) => ({ before: sideOf(ruleSchema, before), after: sideOf(ruleSchema, after) }))
    .filter(({ before }) => before.segment_id === entry.resource_id);
  const there = await findRules(
    tx,
    cleared.map(({ before }) => before.id),
  );
  const now = new Map(there.map((row) => [row.id, unmoved(toRule(row))]));
  const intact: ClearedRule[] = [];
  const changed: string[] = [];
  for (const { before, after } of cleared) {
    const rule = now.get(before.id);
    if (rule === undefined) continue;
    if (rule === unmoved(after)) intact.push({ ...before, wasEnabled: before.enabled });
    else changed.push(before.id);
  }
  return { intact, changed };
}

/** A rule without its position, which other rules' moves change. */
const unmoved = ({ position: _, ...rule }: Rule): string => JSON.stringify(rule);

async function putBack({ tx, record }: ProjectWrite, segmentId: string, rules: readonly ClearedRule[]): Promise<void> {
  const ids = rules.map(({ id }) => id);
  const enabled = rules.filter(({ wasEnabled }) => wasEnabled).map(({ id }) => id);
  const before = new Map((await findRules(tx, ids)).map((row) => [row.id, toRule(row)]));
  await linkSegment(tx, segmentId, ids, enabled);
  for (const after of (await findRules(tx, ids)).map(toRule)) {
    const action = "rule.segment_restored";
    record({ ...ruleIdentity(after), action, before: before.get(after.id) ?? null, after });
  }
}
