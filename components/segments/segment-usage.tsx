import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { PageLink } from "@/components/ui/page/page-header";
import { ErrorState, LoadingRegion, Skeleton } from "@/components/ui/page/page-states";
import type { Project } from "@/lib/contract/project";
import type { RuleUse } from "@/lib/contract/segment";
import { joinWords } from "@/lib/targeting/words/condition-parts";
import type { SegmentUses } from "./api";

interface SegmentUsageProps {
  project: Pick<Project, "slug">;
  uses: UseQueryResult<SegmentUses>;
}

/** Where a segment is used. */
export function SegmentUsage({ project, uses: { data, error, refetch } }: SegmentUsageProps) {
  return (
    <section aria-labelledby="segment-usage" className="min-w-0 rounded-panel border border-line bg-panel px-4 py-3">
      <h2 id="segment-usage" className="mb-2 text-muted text-sm">
        {data === undefined || data.rules.length === 0 ? "Used by" : `Used by ${reachText(data.rules)}`}
      </h2>
      {data !== undefined ? (
        <div className="flex min-w-0 flex-col gap-3">
          {data.rules.length === 0 ? (
            <p className="text-base text-muted">No rule yet. Choose it in a rule of any flag of this project.</p>
          ) : (
            <ReachedRules project={project} uses={data.rules} note={(use) => <Way use={use} />} />
          )}
          {data.segments.length > 0 && <ContainingSegments project={project} segments={data.segments} />}
        </div>
      ) : error !== null ? (
        <ErrorState error={error} what="where it is used" onRetry={refetch} />
      ) : (
        <LoadingRegion>
          <Skeleton className="h-5 w-48" />
        </LoadingRegion>
      )}
    </section>
  );
}

/** How a rule leads to the segment, where it is not linked to it. */
function Way({ use: { in_conditions: isInConditions, through = [] } }: { use: RuleUse }) {
  const ways = [...(isInConditions ? ["its conditions"] : []), ...through.map(({ name }) => name)];
  return ways.length > 0 && <span className="wrap-anywhere min-w-0 text-muted">through {joinWords(ways)}</span>;
}

/** The segments whose conditions refer to it. */
export function ContainingSegments({ project, segments }: Pick<SegmentUses, "segments"> & ProjectOnly) {
  return (
    <div className="min-w-0">
      <p className="font-medium text-base text-ink">In the conditions of segments</p>
      <ul className="mt-1 flex min-w-0 flex-col gap-1 text-sm">
        {segments.map(({ segment_id: id, segment_name: name }) => (
          <li key={id}>
            <PageLink
              href={`/projects/${project.slug}/segments/${id}`}
              className="wrap-anywhere inline-flex min-h-6 min-w-0 items-center text-accent underline-offset-2
                hover:underline"
            >
              {name}
            </PageLink>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface ProjectOnly {
  project: Pick<Project, "slug">;
}

interface ReachedRulesProps {
  project: Pick<Project, "slug">;
  uses: readonly RuleUse[];
  /** What is said of each rule. */
  note?: (use: RuleUse) => ReactNode;
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
                  className="wrap-anywhere inline-flex min-h-6 min-w-0 items-center text-accent underline-offset-2
                    hover:underline"
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

/** A flag that a segment reaches, with its rules. */
interface ReachedFlag {
  readonly flagId: string;
  readonly flagKey: string;
  readonly flagName: string;
  readonly uses: readonly RuleUse[];
}

/** The uses by flag, in the order given. */
export function reachedFlags(uses: readonly RuleUse[]): ReachedFlag[] {
  const flags = new Map<string, RuleUse[]>();
  for (const use of uses) flags.set(use.flag_id, [...(flags.get(use.flag_id) ?? []), use]);
  return [...flags.values()].flatMap((ofFlag) => {
    const [first] = ofFlag;
    if (first === undefined) return [];
    return { flagId: first.flag_id, flagKey: first.flag_key, flagName: first.flag_name, uses: ofFlag };
  });
}

/** Where rules use it. */
export const environmentsOf = (uses: readonly RuleUse[]): string[] => [
  ...new Set(uses.map(({ environment }) => environment)),
];

const counted = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${count.toLocaleString("en")} ${many}`;

/** "3 rules of 2 flags". */
export function reachText(uses: readonly RuleUse[]): string {
  const flags = new Set(uses.map(({ flag_id }) => flag_id)).size;
  return `${counted(uses.length, "rule", "rules")} of ${counted(flags, "flag", "flags")}`;
}

/** What deleting the segment does to a rule that uses it. */
export function lossOf({ only_condition, rule_enabled }: RuleUse): "turned_off" | "stays_off" | "loses_it" {
  if (!only_condition) return "loses_it";
  return rule_enabled ? "turned_off" : "stays_off";
}
