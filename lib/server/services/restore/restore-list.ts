import { z } from "zod";
import { limits } from "@/lib/contract/limits";
import { type Rule, ruleSchema } from "@/lib/contract/rule";
import { assertFresh } from "../../etag";
import { conflict } from "../../service-error";
import { isTaken, makeRoom } from "../../store/rule-positions";
import { deleteRules, readList, restoreRules, toRule } from "../../store/rules";
import { assertSegments } from "./assert-segments";
import { alreadySo, sideOf } from "./entry";
import { assertEnvironments, lockFlagOfRules } from "./missing";
import type { Restorer, Restoring } from "./restore-entry";

const listSchema = z.object({ environment: z.string(), rules: z.array(ruleSchema) });

const idsOf = (rules: readonly Rule[]): Set<string> => new Set(rules.map(({ id }) => id));

/** The rules that are not among others. */
function without(rules: readonly Rule[], others: readonly Rule[]): Rule[] {
  const known = idsOf(others);
  return rules.filter(({ id }) => !known.has(id));
}

const listOf = ({ entry }: Restoring) => ({
  flagId: entry.resource_id,
  environment: sideOf(listSchema, entry.before).environment,
});

/**
 * Removes the rules that a copy added to a list, and restores those that it replaced, at their positions. Rules that
 * were added or deleted since are not part of the copy.
 */
export const restoreList: Restorer = {
  lists: async (_write, restoring) => [listOf(restoring)],
  async restore({ tx, projectId, readProject, record }, restoring) {
    const { entry, entryId, context } = restoring;
    const list = listOf(restoring);
    await lockFlagOfRules(tx, list.flagId);
    assertEnvironments(await readProject(), [list.environment]);
    const current = (await readList(tx, list)).map(toRule);
    assertFresh(context.ifMatch, current);
    const [old, now] = [sideOf(listSchema, entry.before).rules, sideOf(listSchema, entry.after).rules];
    const out = without(now, old).filter(({ id }) => idsOf(current).has(id));
    const back = without(without(old, now), current);
    if (out.length === 0 && back.length === 0) throw alreadySo();
    if (current.length - out.length + back.length > limits.rulesPerList) {
      throw conflict(`A list holds at most ${limits.rulesPerList} rules`);
    }
    await assertSegments(tx, projectId, back);
    await deleteRules(tx, [...idsOf(out)]);
    for (const rule of back) {
      if (await isTaken(tx, list, rule.position)) await makeRoom(tx, list, rule.position);
      await restoreRules(tx, [rule]);
    }
    const after = { environment: list.environment, rules: (await readList(tx, list)).map(toRule) };
    const before = { environment: list.environment, rules: current };
    const about = { resourceType: "rule_order", resourceId: list.flagId, flagId: list.flagId } as const;
    record({ ...about, id: entryId, action: "rules.list_restored", before, after });
    return { before, after, current };
  },
};
