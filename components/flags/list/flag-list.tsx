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
  favourites: ReadonlySet<string>;
}

export function FlagList({ flags, project, favourites, ...actions }: FlagListProps) {
  return (
    <CardList
      label="Flags"
      items={flags}
      estimatedHeight={ROW_HEIGHT}
      head={<ListHead environments={project.environments} />}
      renderRow={(flag) => <FlagRow flag={flag} project={project} isFavourite={favourites.has(flag.id)} {...actions} />}
    />
  );
}
