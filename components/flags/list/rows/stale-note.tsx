import { Hourglass } from "lucide-react";
import { TextButton } from "@/components/ui/button/button";
import type { ListedFlag } from "@/lib/contract/flag-list";
import { staleText } from "../stale-text";

interface StaleNoteProps {
  flag: Pick<ListedFlag, "name" | "stale">;
  /** Absent for those who may not change anything. */
  onArchive: (() => void) | undefined;
}

/** Why a flag may not be needed any more, with the way to be rid of it. */
export function StaleNote({ flag: { name, stale }, onArchive }: StaleNoteProps) {
  if (stale === undefined) return null;
  return (
    <p className="mt-0.5 flex min-w-0 flex-wrap items-center gap-x-2 text-warning text-xs">
      <span className="flex min-w-0 items-center gap-1">
        <Hourglass aria-hidden className="size-3 shrink-0" />
        <span className="wrap-anywhere min-w-0">{staleText(stale)}</span>
      </span>
      {onArchive && (
        <TextButton aria-label={`Archive ${name}…`} className="relative z-1 text-xs!" onClick={onArchive}>
          Archive…
        </TextButton>
      )}
    </p>
  );
}
