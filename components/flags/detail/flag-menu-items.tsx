import { Archive, ArchiveRestore, CalendarClock, Pencil, Terminal, Trash2 } from "lucide-react";
import { copyCurlCommand } from "@/components/curl/copy-curl-command";
import { MenuItem, MenuSeparator } from "@/components/ui/menu/dropdown-menu";
import { toast } from "@/components/ui/toast/toast";
import { describeError } from "@/lib/client/api-error";
import type { Flag } from "@/lib/contract/flag";
import { useUpdateFlag } from "../api";

interface FlagMenuItemsProps {
  flag: Flag;
  canWrite: boolean;
  onChoose: (dialog: "details" | "schedule" | "delete") => void;
}

/** Everything that can be done to a flag as a whole. */
export function FlagMenuItems({ flag, canWrite, onChoose }: FlagMenuItemsProps) {
  const isArchived = flag.status === "archived";
  const update = useUpdateFlag(flag);
  const setStatus = (status: Flag["status"], isWayBack = false) =>
    update.mutateAsync({ status }).then(
      () => {
        if (isWayBack) return;
        const was = flag.status;
        toast(status === "archived" ? `Archived ${flag.name}` : `Restored ${flag.name}`, {
          action: { label: "Undo", onClick: () => void setStatus(was, true) },
        });
      },
      (error) => void toast.error(describeError(error, "change the flag")),
    );
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
          <MenuItem onSelect={() => void setStatus(isArchived ? "active" : "archived")}>
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
