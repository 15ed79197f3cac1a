"use client";

import { Archive, PowerOff, Tag, Tags } from "lucide-react";
import { type ComponentType, useCallback, useMemo, useState } from "react";
import { useMayChange, usePermissions } from "@/components/account/permissions";
import { type NamedEnvironment, useNamedEnvironments } from "@/components/environments/api";
import { EnvironmentTitle } from "@/components/environments/environment-tabs";
import { Button } from "@/components/ui/button/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { lazyDialog } from "@/components/ui/dialog/dialog";
import { CardList } from "@/components/ui/list/long-list";
import { SelectedBar, type SelectedList, useSelection } from "@/components/ui/list/selection";
import { LoadingRegion, Skeleton } from "@/components/ui/page/page-states";
import type { ListedFlag } from "@/lib/contract/flag-list";
import type { Project } from "@/lib/contract/project";
import { useFlags } from "../api";
import { waitsByFlag } from "../requirements/waiting";
import { audienceColumns, shownEnvironments } from "./audience-cells";
import { type BulkActionId, bulkActions } from "./bulk-change";
import { FlagRow, type RowActions } from "./flag-row";

const ROW_HEIGHT = 65;

interface FlagListProps extends RowActions {
  flags: readonly ListedFlag[];
  project: Project;
  selected: ReadonlySet<string>;
  favourites: ReadonlySet<string>;
}

function FlagList({ flags, project, selected, favourites, ...actions }: FlagListProps) {
  const environments = useNamedEnvironments(project);
  // Also those that are filtered out.
  const { data: all } = useFlags(project.id);
  const waits = useMemo(() => waitsByFlag(all ?? [], project.environments), [all, project.environments]);
  return (
    <CardList
      label="Flags"
      items={flags}
      estimatedHeight={ROW_HEIGHT}
      head={<ListHead environments={environments} isSelectable={actions.onSelect !== undefined} />}
      renderRow={(flag) => (
        <FlagRow
          flag={flag}
          project={project}
          environments={environments}
          waits={waits.get(flag.id)}
          isSelected={selected.has(flag.id)}
          isFavourite={favourites.has(flag.id)}
          {...actions}
        />
      )}
    />
  );
}

interface ListHeadProps {
  environments: readonly NamedEnvironment[];
  /** Each row begins with a checkbox. */
  isSelectable: boolean;
}

/** What the columns are, for the eye: to others each row says it. It stays below the header of the page. */
function ListHead({ environments, isSelectable }: ListHeadProps) {
  return (
    <div
      aria-hidden
      // As far from the top as the page's header is high.
      className="sticky top-21 z-10 hidden items-center gap-4 rounded-t-panel border-line border-b bg-panel px-4 py-2
        text-muted text-xs lg:flex"
    >
      {isSelectable && <span className="w-4 shrink-0" />}
      <span className="w-9 shrink-0" />
      <span className="flex-1">Flag</span>
      <span className={cn("grid gap-x-4", audienceColumns)}>
        {shownEnvironments(environments).map((environment) => (
          <EnvironmentTitle key={environment.name} environment={environment} />
        ))}
      </span>
      <span className="w-32 shrink-0">Last change</span>
      <span className="w-7 shrink-0" />
    </div>
  );
}

const NAME_WIDTHS = ["w-40", "w-52", "w-36", "w-44", "w-48", "w-32", "w-44", "w-40"];

export function FlagListSkeleton() {
  return (
    <LoadingRegion label="Loading flags">
      <Skeleton className="mb-3 h-8 w-full sm:w-72" />
      <Card>
        {NAME_WIDTHS.map((width, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
          <div key={index} className="flex min-h-16 items-center gap-4 border-line border-b px-4 last:border-b-0">
            <Skeleton className="h-5 w-9 rounded-full" />
            <div className="flex flex-1 flex-col gap-2">
              <Skeleton className={`h-4 ${width}`} />
              <Skeleton className="h-3 w-28" />
            </div>
            <Skeleton className="hidden h-4 w-72 lg:block" />
          </div>
        ))}
      </Card>
    </LoadingRegion>
  );
}

const BulkDialog = lazyDialog(() => import("./bulk-dialog").then((file) => file.BulkDialog));

interface FlagTableProps {
  /** Those that the filter keeps, in its order. */
  flags: readonly ListedFlag[];
  project: Project;
  favourites: ReadonlySet<string>;
  onFavourite: (flagId: string) => void;
}

/** What is to be done, and to which flags. */
interface Question {
  action: BulkActionId;
  flags: readonly ListedFlag[];
}

/** The list, with several flags selected to be changed at once. Esc lets go of them. */
export function FlagTable({ flags, project, favourites, onFavourite }: FlagTableProps) {
  const { canWrite } = usePermissions();
  const mayChangeAll = useMayChange()("all");
  const [question, setQuestion] = useState<Question | null>(null);
  const ids = useMemo(() => flags.map(({ id }) => id), [flags]);
  const { listRef, onKeyDown, ...selection } = useSelection(ids);
  const archive = useCallback((flag: ListedFlag) => setQuestion({ action: "archive", flags: [flag] }), []);
  // What is filtered out or gone is not changed unseen.
  const selected = flags.filter(({ id }) => selection.ids.has(id));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc is a shortcut for the bar's button
    <div ref={listRef} onKeyDown={onKeyDown}>
      <FlagList
        flags={flags}
        project={project}
        selected={selection.ids}
        favourites={favourites}
        onFavourite={onFavourite}
        onSelect={canWrite ? selection.select : undefined}
        onArchive={mayChangeAll ? archive : undefined}
      />
      {canWrite && selected.length > 0 && (
        <SelectionBar
          selected={selected.length}
          shown={flags.length}
          mayTurnOff={mayChangeAll}
          onChoose={(action) => setQuestion({ action, flags: selected })}
          onSelectAll={selection.selectAll}
          onClear={selection.clear}
        />
      )}
      {question !== null && <BulkDialog {...question} project={project} onClose={() => setQuestion(null)} />}
    </div>
  );
}

const buttons: readonly { id: BulkActionId; label: string; icon: ComponentType<{ "aria-hidden": true }> }[] = [
  { id: "addTag", label: "Add tag…", icon: Tag },
  { id: "removeTag", label: "Remove tag…", icon: Tags },
  { id: "turnOff", label: "Turn off…", icon: PowerOff },
  { id: "archive", label: "Archive…", icon: Archive },
];

interface SelectionBarProps extends SelectedList {
  /** Everywhere: not when an environment is protected from them. */
  mayTurnOff: boolean;
  onChoose: (action: BulkActionId) => void;
}

/** What can be done with the flags that are selected. */
function SelectionBar({ mayTurnOff, onChoose, ...list }: SelectionBarProps) {
  const offered = buttons.filter(({ id }) => mayTurnOff || !bulkActions[id].isTurningOff);
  return (
    <SelectedBar label="Selected flags" {...list}>
      {offered.map(({ id, label, icon: Icon }) => (
        <Button key={id} size="sm" onClick={() => onChoose(id)}>
          <Icon aria-hidden /> {label}
        </Button>
      ))}
    </SelectedBar>
  );
}
