import { z } from "zod";
import { idSchema } from "@/lib/contract/common";
import { readList } from "../../store/rules";
import { changeOrder } from "../order-rules";
import { alreadySo, sideOf } from "./entry";
import { assertEnvironments, lockFlagOfRules } from "./missing";
import type { Restorer, Restoring } from "./restore-entry";

const orderSchema = z.object({ environment: z.string(), rule_ids: z.array(idSchema) });

const orderIn = ({ entry }: Restoring) => {
  const { environment, rule_ids: ids } = sideOf(orderSchema, entry.before);
  return { list: { flagId: entry.resource_id, environment }, ids };
};

/** Restores the order of rules, as far as they still exist. */
export const restoreOrder: Restorer = {
  lists: async (_write, restoring) => [orderIn(restoring).list],
  async restore(write, restoring) {
    const { list, ids } = orderIn(restoring);
    await lockFlagOfRules(write.tx, list.flagId);
    assertEnvironments(await write.readProject(), [list.environment]);
    const current = (await readList(write.tx, list)).map(({ id }) => id);
    const what = { id: restoring.entryId, action: "rules.order_restored" } as const;
    const done = await changeOrder(write, list, earlierOrder(current, ids), restoring.context, what);
    if (done.recorded === undefined) throw alreadySo();
    return { ...done.recorded, current: done.before };
  },
};

/**
 * The current rules in their earlier order. Rules that were added since keep their positions in the list; the others
 * share the remaining ones.
 */
function earlierOrder(current: readonly string[], earlier: readonly string[]): string[] {
  const now = new Set(current);
  const kept = new Set(earlier.filter((id) => now.has(id)));
  const inOrder = kept.values();
  return current.map((id) => (kept.has(id) ? (inOrder.next().value ?? id) : id));
}
