import type { Repair } from "@/components/analysis/list-findings";
import { sayFailure } from "@/components/conflict/save-edit";
import { toast } from "@/components/ui/toast";
import type { Rule } from "@/lib/contract/rule";
import type { useUpdateRule } from "../api";
import type { MoveTarget } from "../order/order-moves";

interface RepairTools {
  rules: readonly Rule[];
  remove: (rule: Rule) => void;
  move: (ruleId: string, target: MoveTarget) => void;
  propose: (rule: Rule) => void;
  update: ReturnType<typeof useUpdateRule>["mutateAsync"];
}

/** Does what a finding offers, in the ways that the cards have themselves; each can be undone. */
export function repairRule(repair: Repair, { rules, remove, move, propose, update }: RepairTools): void {
  const rule = rules.find(({ id }) => id === repair.ruleId);
  if (rule === undefined) return;
  switch (repair.kind) {
    case "delete":
      remove(rule);
      break;
    case "move":
      move(rule.id, repair.target);
      break;
    case "remove_condition": {
      const conditions = rule.conditions.filter((_, index) => index !== repair.condition);
      void setConditions(update, rule, conditions);
      break;
    }
    case "rename_attribute": {
      const { attribute } = repair;
      const conditions = rule.conditions.map((condition, index) =>
        index === repair.condition ? { ...condition, attribute } : condition,
      );
      propose({ ...rule, conditions });
      break;
    }
  }
}

async function setConditions(
  update: RepairTools["update"],
  rule: Rule,
  conditions: Rule["conditions"],
  isWayBack = false,
): Promise<void> {
  try {
    await update({ rule, opened: rule, change: { conditions } }, { isConfirmed: isWayBack });
    if (isWayBack) return;
    const undo = () => void setConditions(update, { ...rule, conditions }, rule.conditions, true);
    toast("Removed the condition", { action: { label: "Undo", onClick: undo } });
  } catch (error) {
    sayFailure(error, "change the rule");
  }
}
