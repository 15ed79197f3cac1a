"use client";

import type { Repair } from "@/components/analysis/repairs";
import { sayFailure } from "@/components/conflict/say-failure";
import { toast } from "@/components/ui/toast";
import type { Flag } from "@/lib/contract/flag";
import type { Rule } from "@/lib/contract/rule";
import { useUpdateRule } from "../api";
import type { MoveTarget } from "../order/order-moves";

interface RepairTools {
  rules: readonly Rule[];
  remove: (rule: Rule) => void;
  move: (ruleId: string, target: MoveTarget) => void;
  propose: (rule: Rule) => void;
}

/** Does what a finding offers, in the ways that the cards have themselves; each can be undone. */
export function useRepairs(flag: Flag) {
  const { mutateAsync } = useUpdateRule(flag);
  const setConditions = async (rule: Rule, conditions: Rule["conditions"], isWayBack = false) => {
    try {
      await mutateAsync({ rule, opened: rule, change: { conditions } }, { isConfirmed: isWayBack });
      if (isWayBack) return;
      toast("Removed the condition", {
        action: { label: "Undo", onClick: () => void setConditions({ ...rule, conditions }, rule.conditions, true) },
      });
    } catch (error) {
      sayFailure(error, "change the rule");
    }
  };
  return (repair: Repair, { rules, remove, move, propose }: RepairTools): void => {
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
        void setConditions(rule, conditions);
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
  };
}
