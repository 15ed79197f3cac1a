"use client";

import { ChevronRight } from "lucide-react";
import { memo, useCallback, useId, useMemo, useState } from "react";
import { useMayChange } from "@/components/account/permissions";
import { changesNobody, changeText } from "@/components/analysis/change-groups";
import {
  changesCodeDefaultAlone,
  codeDefaultText,
  effectReport,
  FlagVariantNames,
} from "@/components/analysis/effect-lists";

import type { SegmentNames } from "@/components/conditions/words";
import { useFlags } from "@/components/flags/api";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button/button";
import { cn } from "@/components/ui/cn";
import { lazyDialog } from "@/components/ui/dialog/dialog";
import { CardList } from "@/components/ui/list/long-list";
import { RowSelect, SelectedBar, toggled, useSelection } from "@/components/ui/list/selection";
import { PageLink } from "@/components/ui/page/page-header";
import { useVariantNames } from "@/components/values/served-value";
import type { Project } from "@/lib/contract/project";
import type { FlagComparison } from "@/lib/contract/promotion";
import type { EnvironmentPair } from "@/lib/contract/promotion-parts";
import { useFlagComparison } from "./api";
import { DifferenceDetails } from "./difference-details";
import { differenceText } from "./words";

const PromoteDialog = lazyDialog(() => import("./promote-dialog").then((file) => file.PromoteDialog));

const ROW_HEIGHT = 61;

interface ComparisonListProps {
  comparisons: readonly FlagComparison[];
  project: Project;
  pair: EnvironmentPair;
  segments: SegmentNames;
}

/** The flags that differ, of which some are selected to be promoted. Esc lets go of them. */
export function ComparisonList({ comparisons, project, pair, segments }: ComparisonListProps) {
  const mayPromote = useMayChange()(pair.to);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [promoting, setPromoting] = useState<readonly FlagComparison[] | null>(null);
  const items = useMemo(() => comparisons.map((each) => ({ ...each, id: each.flag_id })), [comparisons]);
  const ids = useMemo(() => items.map(({ id }) => id), [items]);
  const { listRef, onKeyDown, ...selection } = useSelection(ids);
  const open = useCallback((id: string) => setOpened((known) => toggled(known, id)), []);
  // What is the same meanwhile is not promoted.
  const selected = comparisons.filter(({ flag_id: id }) => selection.ids.has(id));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc is a shortcut for the bar's button
    <div ref={listRef} onKeyDown={onKeyDown}>
      {/* The headings of an open row are below it. */}
      <h2 className="sr-only">Flags that differ</h2>
      <CardList
        label="Flags that differ"
        items={items}
        estimatedHeight={ROW_HEIGHT}
        renderRow={(comparison) => (
          <ComparisonRow
            comparison={comparison}
            project={project}
            pair={pair}
            segments={segments}
            isOpen={opened.has(comparison.id)}
            isSelected={mayPromote && selection.ids.has(comparison.id)}
            onToggle={open}
            onSelect={mayPromote ? selection.select : undefined}
          />
        )}
      />
      {mayPromote && selected.length > 0 && (
        <SelectedBar
          label="Selected flags"
          selected={selected.length}
          shown={comparisons.length}
          onSelectAll={selection.selectAll}
          onClear={selection.clear}
        >
          <Button size="sm" variant="primary" onClick={() => setPromoting(selected)}>
            Promote to {pair.to}…
          </Button>
        </SelectedBar>
      )}
      {promoting !== null && (
        <PromoteDialog
          projectId={project.id}
          pair={pair}
          flags={promoting}
          onClose={() => setPromoting(null)}
          onPromoted={selection.letGo}
        />
      )}
    </div>
  );
}

interface ComparisonRowProps {
  comparison: FlagComparison;
  project: { id: string; slug: string };
  pair: EnvironmentPair;
  segments: SegmentNames;
  isOpen: boolean;
  isSelected: boolean;
  onToggle: (flagId: string) => void;
  /** Absent for those who may not promote. */
  onSelect: ((flagId: string, isRange: boolean) => void) | undefined;
}

/** A flag that differs: in one line what and for whom, opened in full. */
const ComparisonRow = memo(function ComparisonRow(props: ComparisonRowProps) {
  const { comparison, project, isOpen, isSelected, onToggle, onSelect } = props;
  const { flag_id: id, flag_key: key, flag_name: name } = comparison;
  const detailsId = useId();
  return (
    <FlagVariantNames projectId={project.id} flagId={id}>
      <div className={cn("border-line border-b", isSelected && "bg-accent-soft")}>
        <div className={cn("flex items-start gap-2 pl-4", !isSelected && "hover:bg-hover")}>
          {onSelect && (
            <span className="pt-3">
              <RowSelect name={name} isSelected={isSelected} onSelect={(isRange) => onSelect(id, isRange)} />
            </span>
          )}
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={isOpen ? detailsId : undefined}
            onClick={() => onToggle(id)}
            className="-outline-offset-2! flex min-w-0 flex-1 items-start gap-2 rounded-control py-2.5 pr-4 text-left"
          >
            <ChevronRight
              aria-hidden
              className={cn("mt-0.5 size-4 shrink-0 text-muted transition-transform", isOpen && "rotate-90")}
            />
            <span
              className="grid min-w-0 flex-1 gap-x-4 gap-y-0.5
                lg:grid-cols-[minmax(0,2fr)_minmax(0,2fr)_minmax(0,3fr)]"
            >
              <span className="min-w-0">
                <span className="wrap-anywhere block font-medium text-base text-ink">{name}</span>
                <code className="block truncate font-mono text-muted text-sm">{key}</code>
              </span>
              <span className="wrap-anywhere min-w-0 text-base text-ink">{differenceText(comparison)}</span>
              <WhoInShort comparison={comparison} projectId={project.id} />
            </span>
          </button>
        </div>
        {isOpen && <RowDetails {...props} id={detailsId} />}
      </div>
    </FlagVariantNames>
  );
});

/** Of so many flags at once there may have been no time for this one: it is asked about when it is opened. */
const isNotAnalysed = ({ effect }: FlagComparison): boolean =>
  effect.changes.length === 0 && effect.unanswered.some(({ because }) => because === "budget");

function WhoInShort({ comparison, projectId }: Pick<ComparisonRowProps, "comparison"> & { projectId: string }) {
  const { effect, flag_id: flagId } = comparison;
  const { say } = useVariantNames();
  const { data: flags } = useFlags(projectId);
  const isNeeding = flags?.find(({ id }) => id === flagId)?.requires !== undefined;
  if (isNotAnalysed(comparison)) return <span className="text-muted text-sm">Not analysed yet: open it to see.</span>;
  if (changesCodeDefaultAlone(effect)) return <span className="text-ink text-sm">{codeDefaultText(effect)}</span>;
  const report = effectReport(effect);
  const isExposure = effect.changes.some(({ is_exposure, from, to }) => is_exposure && from === false && to === true);
  return (
    <span className={cn("wrap-anywhere min-w-0 text-sm", changesNobody(report) ? "text-muted" : "text-ink")}>
      {isExposure && (
        <Badge tone="warning" className="mr-1.5">
          New exposure
        </Badge>
      )}
      {changeText(report, say, say, isNeeding ? "for whom" : "whose")}
    </span>
  );
}

function RowDetails({ comparison, project, pair, segments, id }: ComparisonRowProps & { id: string }) {
  const isWanted = comparison.effect.unanswered.some(({ because }) => because === "budget");
  const alone = useFlagComparison(project.id, pair, comparison.flag_id, isWanted);
  return (
    <div id={id} className="flex flex-col gap-4 pt-1 pr-4 pb-4 pl-4 sm:pl-14">
      <DifferenceDetails
        comparison={alone.data ?? comparison}
        pair={pair}
        segments={segments}
        isOpen={isWanted && alone.isPending}
      />
      <p className="text-sm">
        <PageLink
          href={`/projects/${project.slug}/flags/${encodeURIComponent(comparison.flag_key)}?env=${pair.to}`}
          className="rounded-chip text-accent underline-offset-2 hover:underline"
        >
          Open the flag in {pair.to}
        </PageLink>
      </p>
    </div>
  );
}
