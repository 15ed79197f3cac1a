import { actorName } from "@/components/history/actor-name";
import { RelativeTime } from "@/components/ui/time/relative-time";
import type { ListedFlag } from "@/lib/contract/flag-list";

/** Who changed a flag or its rules last, and when. Who it was is not known once the audit log was shortened. */
export function LastChangeCell({ flag }: { flag: Pick<ListedFlag, "last_change" | "updated_at"> }) {
  const { last_change: change, updated_at: updatedAt } = flag;
  const who = change && actorName(change.actor);
  return (
    <p className="flex min-w-0 items-baseline gap-1 text-muted text-sm lg:w-32 lg:shrink-0 lg:flex-col lg:gap-0">
      <span className="sr-only">Last change:</span>
      {who !== undefined && (
        <span title={who} className="truncate lg:w-full">
          {who}
        </span>
      )}
      <RelativeTime instant={change?.at ?? updatedAt} className="shrink-0 text-faint lg:text-xs" />
    </p>
  );
}
