"use client";

import { CardList } from "@/components/ui/list/card-list";
import type { ListedFlag } from "@/lib/contract/flag-list";
import type { Project } from "@/lib/contract/project";
import { FlagRow, type RowActions } from "./rows/flag-row";
import { ListHead } from "./rows/list-head";

const ROW_HEIGHT = 65;

interface FlagListProps extends RowActions {
  flags: readonly ListedFlag[];
  project: Project;
  selected: ReadonlySet<string>;
  favourites: ReadonlySet<string>;
}

export function FlagList({ flags, project, selected, favourites, ...actions }: FlagListProps) {
  return (
    <CardList
      label="Flags"
      items={flags}
      estimatedHeight={ROW_HEIGHT}
      head={<ListHead environments={project.environments} isSelectable={actions.onSelect !== undefined} />}
      renderRow={(flag) => (
        <FlagRow
          flag={flag}
          project={project}
          isSelected={selected.has(flag.id)}
          isFavourite={favourites.has(flag.id)}
          {...actions}
        />
      )}
    />
  );
}
