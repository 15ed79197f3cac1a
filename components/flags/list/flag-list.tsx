"use client";

import { CardList } from "@/components/ui/list/card-list";
import type { ListedFlag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import { FlagRow } from "./flag-row";

const ROW_HEIGHT = 65;

export function FlagList({ flags, project }: { flags: readonly ListedFlag[]; project: Project }) {
  return (
    <CardList
      label="Flags"
      items={flags}
      estimatedHeight={ROW_HEIGHT}
      renderRow={(flag) => <FlagRow flag={flag} project={project} />}
    />
  );
}
