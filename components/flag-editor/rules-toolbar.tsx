"use client";

import { CopyPlus, Ellipsis, Terminal } from "lucide-react";
import { useMemo, useState } from "react";
import { copyCurlCommand } from "@/components/curl/copy-curl-command";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { onDemand } from "@/components/ui/on-demand";
import { usePermissions } from "@/lib/client/use-permissions";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";

const CopyRulesDialog = onDemand(() =>
  import("@/components/rules/copy-rules-dialog").then((file) => file.CopyRulesDialog),
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
  const { canWrite } = usePermissions();
  const [isCopying, setIsCopying] = useState(false);
  const names = useMemo(() => segments && new Map(segments.map(({ id, name }) => [id, name])), [segments]);
  const targets = project.environments.filter((name) => name !== environment);
  const path = `/api/v1/flags/${flag.id}/rules`;
  const order = { environment, rule_ids: (rules ?? []).map(({ id }) => id) };
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
        {canWrite && targets.length > 0 && (
          <MenuItem disabled={rules === undefined || rules.length === 0} onSelect={() => setIsCopying(true)}>
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
