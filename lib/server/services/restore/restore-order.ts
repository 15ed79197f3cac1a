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

/** Rules go back to the order that they were in, as far as they are still there. */
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
 * The rules of now in their earlier order. Those that were added since keep their places in the list, and the others
 * share what is left.
 */
function earlierOrder(current: readonly string[], earlier: readonly string[]): string[] {
  const now = new Set(current);
  const kept = new Set(earlier.filter((id) => now.has(id)));
  const inOrder = kept.values();
  return current.map((id) => (kept.has(id) ? (inOrder.next().value ?? id) : id));
}
