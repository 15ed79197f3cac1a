import { Archive, ArchiveRestore, CalendarClock, Pencil, Terminal, Trash2 } from "lucide-react";
import { copyCurlCommand } from "@/components/curl/copy-curl-command";
import { MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import type { Flag } from "@/lib/contract/flag";

interface FlagMenuItemsProps {
  flag: Flag;
  canWrite: boolean;
  onChoose: (dialog: "details" | "schedule" | "delete") => void;
  /** Archives the flag, or restores it. */
  onArchive: () => void;
}

/** Everything that can be done to a flag as a whole. */
export function FlagMenuItems({ flag, canWrite, onChoose, onArchive }: FlagMenuItemsProps) {
  const isArchived = flag.status === "archived";
  return (
    <>
      {canWrite && (
        <>
          <MenuItem onSelect={() => onChoose("details")}>
            <Pencil aria-hidden /> Edit details…
          </MenuItem>
          <MenuItem disabled={isArchived} onSelect={() => onChoose("schedule")}>
            <CalendarClock aria-hidden /> Schedule…
          </MenuItem>
          <MenuItem onSelect={onArchive}>
            {isArchived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
            {isArchived ? "Restore" : "Archive"}
          </MenuItem>
          <MenuSeparator />
        </>
      )}
      <MenuItem onSelect={() => copyCurlCommand({ method: "GET", path: `/api/v1/flags/${flag.id}` })}>
        <Terminal aria-hidden /> Copy as curl
      </MenuItem>
      {canWrite && (
        <MenuItem isDangerous onSelect={() => onChoose("delete")}>
          <Trash2 aria-hidden /> Delete…
        </MenuItem>
      )}
    </>
  );
}
