"use client";

import { Ellipsis } from "lucide-react";
import { useMemo, useState } from "react";
import { usePermissions } from "@/components/account/api";
import { IconButton } from "@/components/ui/button/icon-button";
import { onDemand } from "@/components/ui/lazy/on-demand";
import { DropdownMenu } from "@/components/ui/menu/dropdown-menu";
import { menuItemsOnDemand } from "@/components/ui/menu/menu-items-on-demand";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";

const CopyRulesDialog = onDemand(() =>
  import("@/components/rules/copy/copy-rules-dialog").then((file) => file.CopyRulesDialog),
);

const [load, Items] = menuItemsOnDemand(() => import("./rules-toolbar-items").then((file) => file.RulesToolbarItems));

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
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
      <h2 className="font-semibold text-ink text-lg">Rules</h2>
      <p className="min-w-0 flex-1 text-muted text-sm">First match wins, top to bottom.</p>
      <DropdownMenu
        loadItems={load}
        trigger={
          <IconButton label="Actions for all rules">
            <Ellipsis aria-hidden />
          </IconButton>
        }
      >
        <Items
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
