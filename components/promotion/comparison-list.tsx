"use client";

import { useCallback, useMemo, useState } from "react";
import { useMayChange } from "@/components/account/permissions";
import type { SegmentNames } from "@/components/conditions/words";
import { Button } from "@/components/ui/button/button";
import { lazy } from "@/components/ui/lazy/lazy";
import { CardList } from "@/components/ui/list/long-list";
import { SelectedBar, toggled, useSelection } from "@/components/ui/list/selection";
import type { Project } from "@/lib/contract/project";
import type { FlagComparison } from "@/lib/contract/promotion";
import type { EnvironmentPair } from "@/lib/contract/promotion-parts";
import { ComparisonRow } from "./comparison-row";

const PromoteDialog = lazy(() => import("./promote-dialog").then((file) => file.PromoteDialog));

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
