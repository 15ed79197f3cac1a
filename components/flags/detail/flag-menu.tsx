"use client";

import {
  Archive,
  ArchiveRestore,
  CalendarClock,
  CodeXml,
  Ellipsis,
  Pencil,
  Power,
  PowerOff,
  Terminal,
  Trash2,
} from "lucide-react";
import { useState } from "react";
import { useMayChange, usePermissions } from "@/components/account/permissions";
import { sayFailure } from "@/components/conflict/say-failure";
import { copyCurlCommand } from "@/components/curl/copy-as-curl";
import { IconButton } from "@/components/ui/button/button";
import { lazy } from "@/components/ui/lazy/lazy";
import { DropdownMenu, MenuItem, MenuSeparator } from "@/components/ui/menu/dropdown-menu";
import { toast } from "@/components/ui/toast";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import { useUpdateFlag } from "../api";
import { useTurn } from "../use-turn";

const dialogs = {
  details: lazy(() => import("./flag-details-dialog").then((file) => file.FlagDetailsDialog)),
  code: lazy(() => import("./use-in-code-dialog").then((file) => file.UseInCodeDialog)),
  schedule: lazy(() => import("./schedule-dialog").then((file) => file.ScheduleDialog)),
  delete: lazy(() => import("./delete-flag-dialog").then((file) => file.DeleteFlagDialog)),
};

export interface FlagDialogProps {
  flag: Flag;
  project: Pick<Project, "slug">;
  /** The one that the page shows. */
  environment: string;
  onClose: () => void;
}

export function FlagMenu({ flag, project, environment }: Omit<FlagDialogProps, "onClose">) {
  const { canWrite } = usePermissions();
  const mayChangeAll = useMayChange()("all");
  const [open, setOpen] = useState<keyof typeof dialogs | null>(null);
  const Dialog = open === null ? null : dialogs[open];
  return (
    <>
      <DropdownMenu
        trigger={
          <IconButton label="Actions for the flag">
            <Ellipsis aria-hidden />
          </IconButton>
        }
      >
        <FlagMenuItems flag={flag} canWrite={canWrite} mayChangeAll={mayChangeAll} onChoose={setOpen} />
      </DropdownMenu>
      {Dialog && <Dialog flag={flag} project={project} environment={environment} onClose={() => setOpen(null)} />}
    </>
  );
}

interface FlagMenuItemsProps {
  flag: Flag;
  canWrite: boolean;
  /** Also where it is protected. */
  mayChangeAll: boolean;
  onChoose: (dialog: keyof typeof dialogs) => void;
}

/** Everything that can be done to a flag as a whole. */
function FlagMenuItems({ flag, canWrite, mayChangeAll, onChoose }: FlagMenuItemsProps) {
  const isArchived = flag.status === "archived";
  const update = useUpdateFlag(flag);
  const turn = useTurn(flag);
  const setStatus = (status: Flag["status"], isWayBack = false) =>
    update.mutateAsync({ opened: { status: status === "archived" ? "active" : "archived" }, change: { status } }).then(
      () => {
        if (isWayBack) return;
        const was = flag.status;
        toast(status === "archived" ? `Archived ${flag.name}` : `Restored ${flag.name}`, {
          action: { label: "Undo", onClick: () => void setStatus(was, true) },
        });
      },
      (error) => sayFailure(error, "change the flag"),
    );
  return (
    <>
      {canWrite && (
        <MenuItem onSelect={() => onChoose("details")}>
          <Pencil aria-hidden /> Edit details…
        </MenuItem>
      )}
      {mayChangeAll && (
        <>
          <MenuItem disabled={isArchived} onSelect={() => turn(!flag.enabled)}>
            {flag.enabled ? <PowerOff aria-hidden /> : <Power aria-hidden />}
            {flag.enabled ? "Turn off everywhere" : "Turn on"}
          </MenuItem>
          <MenuItem disabled={isArchived} onSelect={() => onChoose("schedule")}>
            <CalendarClock aria-hidden /> Schedule…
          </MenuItem>
          <MenuItem onSelect={() => void setStatus(isArchived ? "active" : "archived")}>
            {isArchived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
            {isArchived ? "Restore" : "Archive"}
          </MenuItem>
        </>
      )}
      {canWrite && <MenuSeparator />}
      <MenuItem onSelect={() => onChoose("code")}>
        <CodeXml aria-hidden /> Use in code…
      </MenuItem>
      <MenuItem onSelect={() => copyCurlCommand({ method: "GET", path: `/api/v1/flags/${flag.id}` })}>
        <Terminal aria-hidden /> Copy as curl
      </MenuItem>
      {mayChangeAll && (
        <MenuItem isDangerous onSelect={() => onChoose("delete")}>
          <Trash2 aria-hidden /> Delete…
        </MenuItem>
      )}
    </>
  );
}
