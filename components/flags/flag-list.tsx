"use client";

import { Card } from "@/components/ui/card";
import { VirtualList } from "@/components/ui/virtual-list";
import type { ListedFlag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import { FlagRow } from "./flag-row";

const ROW_HEIGHT = 65;

export function FlagList({ flags, project }: { flags: readonly ListedFlag[]; project: Project }) {
  return (
    <Card className="overflow-hidden">
      <VirtualList
        label="Flags"
        items={flags}
        keyOf={(flag) => flag.id}
        estimatedHeight={ROW_HEIGHT}
        renderRow={(flag) => <FlagRow flag={flag} project={project} />}
      />
    </Card>
  );
}
