import type { AuditEntry } from "@/lib/contract/audit";
import { limits } from "@/lib/contract/limits";
import { type Rule, ruleSchema, updateRuleSchema } from "@/lib/contract/rule";
import { conflict, found } from "../../service-error";
import { endOfList, isTaken, makeRoom, ruleAt } from "../../store/rule-positions";
import { findRule, restoreRules, toRule } from "../../store/rules";
import type { Tx } from "../../store/transaction";
import { changeRule, ruleIdentity } from "../rules";
import { assertNothingThere } from "./assert-nothing-there";
import { assertSegments } from "./assert-segments";
import { alreadySo, fieldsOf, restoredFields, sideOf } from "./entry";
import { assertEnvironments, lockFlagOfRules } from "./missing";
import type { Restorer, Restoring } from "./restore-entry";

const FIELDS = fieldsOf(updateRuleSchema.omit({ position: true }));

const ruleIn = ({ entry }: Restoring) => sideOf(ruleSchema, entry.before);
const lists: Restorer["lists"] = async (_write, restoring) => {
  const { flag_id: flagId, environment } = ruleIn(restoring);
  return [{ flagId, environment }];
};

/**
 * Restores fields of a rule. Its position is restored only when this entry moved it: orders have entries of their own.
 */
export const restoreChangedRule: Restorer = {
  lists,
  async restore(write, restoring) {
    const { entry, extent, context, entryId } = restoring;
    const rule = ruleIn(restoring);
    // An entry does not mention a split that the rule did not have.
    const fields = restoredFields(entry, { split: null, ...rule }, FIELDS, extent);
    await lockFlagOfRules(write.tx, rule.flag_id);
    if ((await findRule(write.tx, rule.flag_id, rule.id)) === null) {
      throw conflict("The rule was deleted: restore the rule first");
    }
    if (fields.segment_id !== undefined || fields.conditions !== undefined)
      await assertSegments(write.tx, write.projectId, [rule]);
    const what = { id: entryId, action: "rule.restored" } as const;
    const moved = await movedBack(write.tx, entry, rule);
    const { before, after } = await changeRule(write, rule, { ...fields, ...moved }, context, what);
    if (before === after) throw alreadySo();
    return { before, after, current: before };
  },
};

/**
 * The position that a rule goes back to; nothing when the entry did not move it. Where it had moved up, another rule
 * stepped aside for it, maybe to its old position: it then goes behind that one, so that the order is what it was.
 */
async function movedBack(tx: Tx, { before, after }: AuditEntry, rule: Rule): Promise<{ position?: number }> {
  const { position } = restoredFields({ before, after }, rule, ["position"], "change");
  if (position === undefined) return {};
  const hadMovedUp = Reflect.get(Object(after), "position") < position;
  const there = hadMovedUp ? await ruleAt(tx, { flagId: rule.flag_id, environment: rule.environment }, position) : null;
  return { position: there === null || there === rule.id ? position : position + 1 };
}

/**
 * Restores a deleted rule with its id and its salt, so that the same people are inside its percentage, at its position.
 */
export const restoreDeletedRule: Restorer = {
  lists,
  async restore({ tx, projectId, readProject, record }, restoring) {
    const { context, entryId } = restoring;
    const rule = ruleIn(restoring);
    const list = { flagId: rule.flag_id, environment: rule.environment };
    await lockFlagOfRules(tx, rule.flag_id);
    if ((await findRule(tx, rule.flag_id, rule.id)) !== null) throw conflict("The rule is there already");
    assertNothingThere(context);
    assertEnvironments(await readProject(), [rule.environment]);
    await assertSegments(tx, projectId, [rule]);
    const { count } = await endOfList(tx, list);
    if (count >= limits.rulesPerList) throw conflict(`A list holds at most ${limits.rulesPerList} rules`);
    if (await isTaken(tx, list, rule.position)) await makeRoom(tx, list, rule.position);
    await restoreRules(tx, [rule]);
    const after = toRule(found(await findRule(tx, rule.flag_id, rule.id)));
    record({ ...ruleIdentity(after), id: entryId, action: "rule.restored", before: null, after });
    return { before: null, after, current: null };
  },
};
