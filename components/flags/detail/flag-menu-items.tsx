"use client";

import {
  Archive,
  ArchiveRestore,
  CalendarClock,
  CodeXml,
  History,
  Link2,
  ListOrdered,
  Pencil,
  Power,
  PowerOff,
  Terminal,
  Trash2,
} from "lucide-react";
import { sayFailure } from "@/components/conflict/save-edit";
import { copyCurlCommand } from "@/components/forms/copy-as-curl";
import { MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu/dropdown-menu";
import { toast } from "@/components/ui/toast";
import { useNavigate } from "@/components/unsaved-changes/unsaved-changes";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import { useUpdateFlag } from "../api";
import { useTurn } from "../flag-switch";

/** What an item opens. */
export type FlagDialog = "details" | "variants" | "needs" | "code" | "schedule" | "delete";

interface FlagMenuItemsProps {
  flag: Flag;
  project: Pick<Project, "slug">;
  canWrite: boolean;
  /** Also where it is protected. */
  mayChangeAll: boolean;
  onChoose: (dialog: FlagDialog) => void;
}

/** Everything that can be done to a flag as a whole. */
export function FlagMenuItems({ flag, project, canWrite, mayChangeAll, onChoose }: FlagMenuItemsProps) {
  const isArchived = flag.status === "archived";
  const update = useUpdateFlag(flag);
  const turn = useTurn(flag);
  const navigate = useNavigate();
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
          <MenuItem onSelect={() => onChoose("variants")}>
            <ListOrdered aria-hidden /> Variants…
          </MenuItem>
          <MenuItem onSelect={() => onChoose("needs")}>
            <Link2 aria-hidden /> Prerequisites…
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
      {canWrite && !mayChangeAll && <MenuLabel>The rest reaches what is protected: ask an admin</MenuLabel>}
      {canWrite && <MenuSeparator />}
      <MenuItem onSelect={() => navigate(`/projects/${project.slug}/audit?resource=${flag.id}`)}>
        <History aria-hidden /> History of this flag
      </MenuItem>
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
