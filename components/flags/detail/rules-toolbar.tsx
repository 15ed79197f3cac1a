"use client";

import { Ellipsis } from "lucide-react";
import { useMemo, useState } from "react";
import { useMayChange } from "@/components/account/permissions";
import { segmentNames } from "@/components/conditions/words";
import { IconButton } from "@/components/ui/button/button";
import { lazyDialog } from "@/components/ui/dialog/dialog";
import { lazy } from "@/components/ui/lazy/lazy";
import { DropdownMenu } from "@/components/ui/menu/dropdown-menu";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";

const RulesToolbarItems = lazy(() => import("./rules-toolbar-items").then((file) => file.RulesToolbarItems));
const CopyRulesDialog = lazyDialog(() =>
  import("@/components/rules/copy-rules-dialog").then((file) => file.CopyRulesDialog),
);

const CompareFlagDialog = lazyDialog(() =>
  import("@/components/promotion/compare-flag-dialog").then((file) => file.CompareFlagDialog),
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
  const [copyingTo, setCopyingTo] = useState<string | null>(null);
  const [isComparing, setIsComparing] = useState(false);
  const names = useMemo(() => segmentNames(segments), [segments]);
  const targets = project.environments.filter((name) => name !== environment && mayChange(name));
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
      <h2 className="font-semibold text-ink text-lg">Rules</h2>
      <p className="min-w-0 flex-1 text-muted text-sm">First match wins, top to bottom.</p>
      <DropdownMenu
        loadItems={RulesToolbarItems.load}
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
          targets={targets}
          onCopy={setCopyingTo}
          onCompare={project.environments.length > 1 ? () => setIsComparing(true) : undefined}
        />
      </DropdownMenu>
      {copyingTo !== null && rules !== undefined && (
        <CopyRulesDialog
          flag={flag}
          from={environment}
          targets={targets}
          first={copyingTo}
          rules={rules}
          segments={segments}
          names={names}
          onClose={() => setCopyingTo(null)}
        />
      )}
      {isComparing && (
        <CompareFlagDialog
          flag={flag}
          project={project}
          environment={environment}
          segments={names}
          onClose={() => setIsComparing(false)}
        />
      )}
    </div>
  );
}
