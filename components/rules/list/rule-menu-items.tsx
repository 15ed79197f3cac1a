"use client";

import {
  ArrowDown,
  ArrowDownFromLine,
  ArrowDownToLine,
  ArrowUp,
  ArrowUpFromLine,
  ArrowUpToLine,
  Copy,
  Pencil,
  Terminal,
  Trash2,
} from "lucide-react";
import { copyCurlCommand } from "@/components/forms/copy-as-curl";
import { MenuItem, MenuSeparator } from "@/components/ui/menu/dropdown-menu";
import type { Flag } from "@/lib/contract/flag";
import type { Rule } from "@/lib/contract/rule";
import type { RuleActions } from "./use-rule-actions";

export interface RuleMenuItemsProps {
  flag: Flag;
  rule: Rule;
  /** Its position on the screen, from 1. */
  position: number;
  count: number;
  actions: RuleActions;
}

/** Everything that can be done to a rule, also for those who do not drag. */
export function RuleMenuItems({ flag, rule, position, count, actions }: RuleMenuItemsProps) {
  const isFirst = position === 1;
  const isLast = position === count;
  return (
    <>
      <MenuItem onSelect={() => actions.edit(rule.id)}>
        <Pencil aria-hidden /> Edit
      </MenuItem>
      <MenuItem onSelect={() => actions.duplicate(rule)}>
        <Copy aria-hidden /> Duplicate
      </MenuItem>
      <MenuItem onSelect={() => actions.insert(rule.id, "above")}>
        <ArrowUpFromLine aria-hidden /> Add rule above
      </MenuItem>
      <MenuItem onSelect={() => actions.insert(rule.id, "below")}>
        <ArrowDownFromLine aria-hidden /> Add rule below
      </MenuItem>
      <MenuSeparator />
      <MenuItem disabled={isFirst} onSelect={() => actions.move(rule.id, "top")}>
        <ArrowUpToLine aria-hidden /> Move to top
      </MenuItem>
      <MenuItem disabled={isFirst} onSelect={() => actions.move(rule.id, "up")}>
        <ArrowUp aria-hidden /> Move up
      </MenuItem>
      <MenuItem disabled={isLast} onSelect={() => actions.move(rule.id, "down")}>
        <ArrowDown aria-hidden /> Move down
      </MenuItem>
      <MenuItem disabled={isLast} onSelect={() => actions.move(rule.id, "bottom")}>
        <ArrowDownToLine aria-hidden /> Move to bottom
      </MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={() => copyCurlCommand({ method: "GET", path: `/api/v1/flags/${flag.id}/rules/${rule.id}` })}>
        <Terminal aria-hidden /> Copy as curl
      </MenuItem>
      <MenuItem isDangerous onSelect={() => actions.remove(rule)}>
        <Trash2 aria-hidden /> Delete
      </MenuItem>
    </>
  );
}
