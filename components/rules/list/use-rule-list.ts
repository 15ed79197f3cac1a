"use client";

import { useEffect, useRef, useState } from "react";
import { listChange } from "@/components/analysis/analysed-list";
import { useRequired } from "@/components/flags/flag-here";
import { holdRefresh } from "@/components/live/live-updates";
import { useConfirm } from "@/components/protected/use-protected-mutation";
import { focusSoon } from "@/components/ui/focus";
import { loadCode } from "@/components/ui/lazy/lazy";
import type { ScrollToRow } from "@/components/ui/list/long-list";
import type { Flag } from "@/lib/contract/flag";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";
import type { Witness } from "@/lib/targeting/analysis/somebody";
import { useUpdateRule } from "../api";
import type { MoveTarget } from "../order/order-moves";
import { useRuleOrder } from "../order/use-rule-order";
import { NEW_RULE } from "../rules-on-screen";
import type { RuleChange } from "./rule-card";
import { type DeferredDelete, LeavingRule, UNDO_MS } from "./use-deferred-delete";
import {
  type RuleActions,
  useDuplicateRule,
  useMadeChange,
  useRuleSwitches,
  useStableActions,
} from "./use-rule-actions";
import type { RuleEditing } from "./use-rule-editing";

interface RuleListOptions {
  flag: Flag;
  environment: string;
  rules: readonly Rule[];
  segments: readonly Segment[] | undefined;
  editing: RuleEditing;
  deleting: DeferredDelete;
  /** What findings offer holds for the list as it is now. */
  canRepair: boolean;
  onTry: (witness: Witness) => void;
}

/** What a list of rules shows and does: its order, its open editors, and what its cards can ask for. */
export function useRuleList(options: RuleListOptions) {
  const { flag, environment, rules, segments, editing, deleting, canRepair, onTry } = options;
  const required = useRequired(flag, environment);
  const { made, tell, settle } = useMadeChange(flag, segments, required);
  const order = useRuleOrder({ flag, environment, rules, onRefused: settle });
  const { shown, notice, dismissNotice } = order;
  const duplicate = useDuplicateRule(flag);
  const switches = useRuleSwitches(flag, settle);
  const { mutateAsync: update } = useUpdateRule(flag);
  const confirm = useConfirm(flag.project_id);
  const [lifted, setLifted] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const [effect, setEffect] = useState("");
  const scrollRef = useRef<ScrollToRow>(null);

  // What a hand holds must not move under it.
  useEffect(() => (lifted === null ? undefined : holdRefresh()), [lifted]);

  const ids = shown.map(({ id }) => id);
  const keys = [...keysOf(ids, editing.newBefore), ...goneDrafts(editing, rules)];
  const isKept = (key: string) => key === NEW_RULE || key === lifted || editing.openIds.has(key);
  const flash = useFlash();
  const after = (ruleId: string): Rule | undefined => shown[ids.indexOf(ruleId) + 1];

  const move = (ruleId: string, target: MoveTarget): readonly string[] | null => {
    const next = order.move(ruleId, target);
    if (next === null) return null;
    const byId = new Map(shown.map((rule) => [rule.id, rule]));
    const moved = next.flatMap((id) => byId.get(id) ?? []);
    tell({ ruleId, what: "Moving it", before: shown, after: moved, undo: () => actions.putBack(ids) });
    return next;
  };

  const actions: RuleActions = useStableActions({
    edit: (ruleId) => {
      // The same words again would not be announced.
      setSaid("");
      editing.open(ruleId);
    },
    insert: (ruleId, where) => editing.addBefore(where === "above" ? ruleId : (after(ruleId)?.id ?? null)),
    move: (ruleId, target) => {
      const next = move(ruleId, target);
      if (next === null) return;
      const index = next.indexOf(ruleId);
      scrollRef.current?.(index);
      // The card was rendered anew in its new place, with the button that had the focus.
      focusSoon(() => menuOf(ruleId));
      if (typeof target === "string") setSaid(`Moved to position ${index + 1} of ${ids.length}.`);
    },
    putBack: (ruleIds) =>
      order.put(
        ruleIds.filter((id) => ids.includes(id)),
        true,
      ),
    duplicate: (rule) => duplicate(rule, after(rule.id)?.position),
    remove: async (rule) => {
      // Without its card nobody could undo the deletion.
      if ((await loadCode(LeavingRule.load)) === undefined) return;
      const left = shown.filter(({ id }) => id !== rule.id);
      const isKnown = segments !== undefined && required !== undefined;
      const change = isKnown ? listChange({ flag, rules: shown, after: left, segments, required }) : undefined;
      const name = `rule ${ids.indexOf(rule.id) + 1}`;
      const begin = (comment: string | undefined) => {
        settle();
        deleting.remove(rule, name, { change, comment });
        setSaid(`Deleting ${name} in ${UNDO_MS / 1_000} seconds, unless it is kept.`);
        focusSoon(() => document.querySelector<HTMLElement>(`[data-rule="${rule.id}"] [data-keep]`));
      };
      const describe = async () => (await import("../rule-save")).saveOfDeletion(flag, rule);
      const asking = confirm({ reach: [environment], describe }, undefined);
      // It is kept, then.
      if (asking instanceof Promise) asking.then(begin, () => {});
      else begin(asking);
    },
    keep: (ruleId) => {
      deleting.keep(ruleId);
      setSaid("It stays.");
      focusSoon(() => menuOf(ruleId));
    },
    turn: (rule, name, enabled) => {
      switches.turn(rule, name, enabled);
      tell({
        ruleId: rule.id,
        what: enabled ? "Turning it on" : "Turning it off",
        before: shown.map((each) => (each.id === rule.id ? { ...each, enabled: !enabled } : each)),
        after: shown.map((each) => (each.id === rule.id ? { ...each, enabled } : each)),
        undo: () => switches.turn(rule, name, !enabled, true),
      });
    },
    settle,
    sayEffect: setEffect,
    goTo: (ruleId) => {
      const index = keys.indexOf(ruleId);
      if (index === -1) return;
      scrollRef.current?.(index);
      flash.start(ruleId);
    },
    tryOn: onTry,
    repair: async (wanted) => {
      if (!canRepair) return;
      const code = await loadCode(() => import("./repair-rule"));
      if (code === undefined) return;
      const propose = (rule: Rule) => editing.open(rule.id, rule);
      code.repairRule(wanted, { rules: shown, remove: actions.remove, move: actions.move, propose, update });
      // The finding goes with what was wrong, and the button that was pressed goes with it.
      if (wanted.kind === "move" || wanted.kind === "remove_condition") flash.start(wanted.ruleId);
    },
  });

  /** The focus goes on where a rule went; to the rule itself when it stays after all. */
  const focusBeside = (ruleId: string) => {
    const at = ids.indexOf(ruleId);
    const neighbour = ids[at + 1] ?? ids[at - 1];
    focusSoon(() => menuOf(ruleId) ?? menuOf(neighbour) ?? document.querySelector<HTMLElement>("[data-add-rule]"));
  };

  const changes = new Map<string, RuleChange>();
  for (const id of notice?.edited ?? []) changes.set(id, "edited");
  for (const id of notice?.moved ?? []) changes.set(id, "moved");
  for (const id of notice?.added ?? []) changes.set(id, "new");

  return {
    shown,
    ids,
    keys,
    isKept,
    isOn: switches.isOn,
    scrollRef,
    actions,
    lifted,
    setLifted,
    /** Dragging tells of itself, and ends in sight. */
    drop: (ruleId: string, positionOf: string) => void move(ruleId, { positionOf }),
    focusBeside,
    /** Tells who cannot see the card that the editor in its place has saved it. */
    saySaved: (key: string) => {
      const position = ids.indexOf(key) + 1;
      setSaid(position > 0 ? `Rule ${position} is saved.` : `Rule ${keys.indexOf(key) + 1} is added.`);
    },
    said,
    effect,
    notice,
    dismissNotice,
    changes,
    made,
    flashed: flash.ruleId,
  };
}

/** The rows of the list: its rules, with the one that is being added at its position. */
function keysOf(ids: readonly string[], newBefore: string | null | undefined): string[] {
  if (newBefore === undefined) return [...ids];
  const at = newBefore === null ? -1 : ids.indexOf(newBefore);
  return at === -1 ? [...ids, NEW_RULE] : [...ids.slice(0, at), NEW_RULE, ...ids.slice(at)];
}

/** Rules that somebody else has deleted while they were edited here: what was typed stays. */
const goneDrafts = ({ drafts }: RuleEditing, rules: readonly Rule[]): string[] =>
  [...drafts.keys()].filter((key) => key !== NEW_RULE && !rules.some(({ id }) => id === key));

const menuOf = (ruleId: string | undefined): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-rule="${ruleId}"] [data-rule-menu], [data-rule="${ruleId}"] [data-keep]`);

/** Milliseconds that the mark stays: enough to find it after scrolling. */
const FLASH_MS = 1_600;

/** Focuses a card and marks it for a moment. A card out of sight is scrolled to first, which renders it. */
function useFlash() {
  const [flash, setFlash] = useState<{ ruleId: string } | null>(null);
  useEffect(() => {
    if (flash === null) return;
    const frame = requestAnimationFrame(() => {
      const card = document.querySelector<HTMLElement>(`[data-rule="${CSS.escape(flash.ruleId)}"]`);
      card?.focus({ preventScroll: true });
    });
    const timer = setTimeout(() => setFlash(null), FLASH_MS);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [flash]);
  return { ruleId: flash?.ruleId ?? null, start: (ruleId: string) => setFlash({ ruleId }) };
}
