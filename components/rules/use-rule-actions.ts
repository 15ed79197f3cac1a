"use client";

import { useEffect, useMemo, useRef } from "react";
import type { Rule } from "@/lib/contract/rule";
import type { MoveTarget } from "@/lib/forms/order-moves";

/** What a card can ask for. */
export interface RuleActions {
  edit: (ruleId: string) => void;
  insert: (ruleId: string, where: "above" | "below") => void;
  move: (ruleId: string, target: MoveTarget) => void;
  duplicate: (rule: Rule) => void;
  remove: (rule: Rule) => void;
}

/**
 * The same functions for the life of the list, which always do what the latest ones do: a card is not drawn again for
 * them.
 */
export function useStableActions(actions: RuleActions): RuleActions {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  return useMemo(
    () => ({
      edit: (ruleId) => latest.current.edit(ruleId),
      insert: (ruleId, where) => latest.current.insert(ruleId, where),
      move: (ruleId, target) => latest.current.move(ruleId, target),
      duplicate: (rule) => latest.current.duplicate(rule),
      remove: (rule) => latest.current.remove(rule),
    }),
    [],
  );
}
