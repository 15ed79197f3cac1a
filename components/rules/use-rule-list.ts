"use client";

import { useRef, useState } from "react";
import type { ScrollToRow } from "@/components/ui/long-list";
import type { Flag } from "@/lib/contract/flag";
import type { Rule } from "@/lib/contract/rule";
import type { RuleChange } from "./rule-card";
import type { DeferredDelete } from "./use-deferred-delete";
import { useDuplicateRule } from "./use-duplicate-rule";
import { useStableActions } from "./use-rule-actions";
import { NEW_RULE, type RuleEditing } from "./use-rule-editing";
import { useRuleOrder } from "./use-rule-order";

interface RuleListOptions {
  flag: Flag;
  environment: string;
  rules: readonly Rule[];
  editing: RuleEditing;
  deleting: DeferredDelete;
}

/** What a list of rules shows and does: its order, its open editors, and what its cards can ask for. */
export function useRuleList({ flag, environment, rules, editing, deleting }: RuleListOptions) {
  const { shown, move, notice, dismissNotice } = useRuleOrder(flag, environment, rules, deleting.hidden);
  const duplicate = useDuplicateRule(flag);
  const [lifted, setLifted] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const scrollRef = useRef<ScrollToRow>(null);

  const ids = shown.map(({ id }) => id);
  const keys = keysOf(ids, editing.newBefore);
  const isKept = (key: string) => key === NEW_RULE || key === lifted || editing.openIds.has(key);
  const after = (ruleId: string): Rule | undefined => shown[ids.indexOf(ruleId) + 1];

  const actions = useStableActions({
    edit: editing.open,
    insert: (ruleId, where) => editing.addBefore(where === "above" ? ruleId : (after(ruleId)?.id ?? null)),
    move: (ruleId, target) => {
      const place = move(ruleId, target);
      if (place === null) return;
      scrollRef.current?.(place);
      // Dragging tells of itself; what a menu did has to be said.
      if (typeof target === "string") setSaid(`Moved to place ${place + 1} of ${ids.length}.`);
    },
    duplicate: (rule) => duplicate(rule, after(rule.id)?.position),
    remove: (rule) => deleting.remove(rule, `rule ${ids.indexOf(rule.id) + 1}`),
  });

  const changes = new Map<string, RuleChange>();
  for (const id of notice?.edited ?? []) changes.set(id, "edited");
  for (const id of notice?.moved ?? []) changes.set(id, "moved");
  for (const id of notice?.added ?? []) changes.set(id, "new");

  return { shown, ids, keys, isKept, scrollRef, actions, lifted, setLifted, said, notice, dismissNotice, changes };
}

/** The rows of the list: its rules, with the one that is being added in its place. */
function keysOf(ids: readonly string[], newBefore: string | null | undefined): string[] {
  if (newBefore === undefined) return [...ids];
  const at = newBefore === null ? -1 : ids.indexOf(newBefore);
  return at === -1 ? [...ids, NEW_RULE] : [...ids.slice(0, at), NEW_RULE, ...ids.slice(at)];
}
