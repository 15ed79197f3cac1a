import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { PageLink } from "@/components/ui/page/page-link";
import type { Project } from "@/lib/contract/project";
import type { SegmentUse } from "@/lib/contract/segment";
import { reachedFlags } from "./segment-reach";

interface ReachedRulesProps {
  project: Pick<Project, "slug">;
  uses: readonly SegmentUse[];
  /** What is said of each rule. */
  note?: (use: SegmentUse) => ReactNode;
}

/** The rules that link to a segment, by flag. */
export function ReachedRules({ project, uses, note }: ReachedRulesProps) {
  return (
    <ul className="flex min-w-0 flex-col gap-3">
      {reachedFlags(uses).map(({ flagId, flagKey, flagName, uses: ofFlag }) => (
        <li key={flagId} className="min-w-0">
          <p className="wrap-anywhere font-medium text-base text-ink">{flagName}</p>
          <ul className="mt-1 flex min-w-0 flex-col gap-1">
            {ofFlag.map((use) => (
              <li key={use.rule_id} className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5 text-sm">
                <PageLink
                  href={`/projects/${project.slug}/flags/${encodeURIComponent(flagKey)}?env=${use.environment}`}
                  className="wrap-anywhere inline-flex min-h-6 min-w-0 items-center text-accent underline-offset-2 hover:underline"
                >
                  {use.rule_name ?? `Rule at position ${use.position}`}
                </PageLink>
                <span className="text-muted">in {use.environment}</span>
                {!use.rule_enabled && <Badge>Off</Badge>}
                {note?.(use)}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
