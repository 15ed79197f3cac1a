"use client";

import { useMemo } from "react";
import { type NamedEnvironment, useNamedEnvironments } from "@/components/environments/api";
import { EnvironmentTitle } from "@/components/environments/environment-title";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { CardList } from "@/components/ui/list/long-list";
import { LoadingRegion, Skeleton } from "@/components/ui/page/page-states";
import type { ListedFlag } from "@/lib/contract/flag-list";
import type { Project } from "@/lib/contract/project";
import { useFlags } from "../api";
import { waitsByFlag } from "../requirements/waiting";
import { audienceColumns, shownEnvironments } from "./rows/audience-cells";
import { FlagRow, type RowActions } from "./rows/flag-row";

const ROW_HEIGHT = 65;

interface FlagListProps extends RowActions {
  flags: readonly ListedFlag[];
  project: Project;
  selected: ReadonlySet<string>;
  favourites: ReadonlySet<string>;
}

export function FlagList({ flags, project, selected, favourites, ...actions }: FlagListProps) {
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
      className="sticky top-21 z-10 hidden items-center gap-4 rounded-t-panel border-line border-b bg-panel px-4 py-2 text-muted text-xs lg:flex"
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
