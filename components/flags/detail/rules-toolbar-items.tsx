"use client";

import { CopyPlus, GitCompareArrows, Terminal } from "lucide-react";
import { copyCurlCommand } from "@/components/forms/copy-as-curl";
import { MenuItem } from "@/components/ui/menu/dropdown-menu";
import type { Flag } from "@/lib/contract/flag";
import type { Rule } from "@/lib/contract/rule";

/** Environments offered in the menu; with more, the dialog asks for one. */
const MAX_NAMED = 5;

interface RulesToolbarItemsProps {
  flag: Pick<Flag, "id">;
  environment: string;
  rules: readonly Rule[] | undefined;
  canWrite: boolean;
  /** The environments that the rules can be copied to. */
  targets: readonly string[];
  /** @param to one of the target environments */
  onCopy: (to: string) => void;
  /** Undefined when the project has one environment only. */
  onCompare: (() => void) | undefined;
}

/** The actions for all rules of a list. */
export function RulesToolbarItems(props: RulesToolbarItemsProps) {
  const { flag, environment, rules = [], canWrite, targets, onCopy, onCompare } = props;
  const path = `/api/v1/flags/${flag.id}/rules`;
  const order = { environment, rule_ids: rules.map(({ id }) => id) };
  const areNamed = targets.length <= MAX_NAMED;
  return (
    <>
      {onCompare !== undefined && (
        <MenuItem onSelect={onCompare}>
          <GitCompareArrows aria-hidden /> Compare with another environment…
        </MenuItem>
      )}
      {targets.slice(0, areNamed ? MAX_NAMED : 1).map((name) => (
        <MenuItem key={name} disabled={rules.length === 0} onSelect={() => onCopy(name)}>
          <CopyPlus aria-hidden /> Copy to {areNamed ? name : "another environment"}…
        </MenuItem>
      ))}
      <MenuItem onSelect={() => copyCurlCommand({ method: "GET", path: `${path}?environment=${environment}` })}>
        <Terminal aria-hidden /> Copy the list as curl
      </MenuItem>
      {canWrite && (
        <MenuItem onSelect={() => copyCurlCommand({ method: "PUT", path: `${path}/order`, body: order })}>
          <Terminal aria-hidden /> Copy the order as curl
        </MenuItem>
      )}
    </>
  );
}
