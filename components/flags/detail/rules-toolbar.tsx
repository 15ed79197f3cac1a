"use client";

import { CopyPlus, Ellipsis, Terminal } from "lucide-react";
import { useMemo, useState } from "react";
import { useMayChange } from "@/components/account/permissions";
import { copyCurlCommand } from "@/components/curl/copy-as-curl";
import { IconButton } from "@/components/ui/button/button";
import { lazy } from "@/components/ui/lazy/lazy";
import { DropdownMenu, MenuItem } from "@/components/ui/menu/dropdown-menu";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";

const CopyRulesDialog = lazy(() =>
  import("@/components/rules/copy/copy-rules-dialog").then((file) => file.CopyRulesDialog),
);

interface RulesToolbarProps {
  flag: Flag;
  project: Project;
  environment: string;
  rules: readonly Rule[] | undefined;
  segments: readonly Segment[] | undefined;
}

/** How rules are read, and what can be done with all of them. */
export function RulesToolbar({ flag, project, environment, rules, segments }: RulesToolbarProps) {
  const mayChange = useMayChange();
  const canWrite = mayChange(environment);
  const [isCopying, setIsCopying] = useState(false);
  const names = useMemo(() => segments && new Map(segments.map(({ id, name }) => [id, name])), [segments]);
  const targets = project.environments.filter((name) => name !== environment && mayChange(name));
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
      <h2 className="font-semibold text-ink text-lg">Rules</h2>
      <p className="min-w-0 flex-1 text-muted text-sm">First match wins, top to bottom.</p>
      <DropdownMenu
        trigger={
          <IconButton label="Actions for all rules">
            <Ellipsis aria-hidden />
          </IconButton>
        }
      >
        <RulesToolbarItems
          flag={flag}
          environment={environment}
          rules={rules}
          canWrite={canWrite}
          hasTarget={targets.length > 0}
          onCopy={() => setIsCopying(true)}
        />
      </DropdownMenu>
      {isCopying && rules !== undefined && (
        <CopyRulesDialog
          flag={flag}
          from={environment}
          targets={targets}
          rules={rules}
          segments={segments}
          names={names}
          onClose={() => setIsCopying(false)}
        />
      )}
    </div>
  );
}

interface RulesToolbarItemsProps {
  flag: Pick<Flag, "id">;
  environment: string;
  rules: readonly Rule[] | undefined;
  canWrite: boolean;
  /** There is another environment to copy them to. */
  hasTarget: boolean;
  onCopy: () => void;
}

/** What can be done with all rules of a list. */
function RulesToolbarItems({ flag, environment, rules = [], canWrite, hasTarget, onCopy }: RulesToolbarItemsProps) {
  const path = `/api/v1/flags/${flag.id}/rules`;
  const order = { environment, rule_ids: rules.map(({ id }) => id) };
  return (
    <>
      {hasTarget && (
        <MenuItem disabled={rules.length === 0} onSelect={onCopy}>
          <CopyPlus aria-hidden /> Copy to another environment…
        </MenuItem>
      )}
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
