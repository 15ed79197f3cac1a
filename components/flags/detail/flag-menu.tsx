"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { usePermissions } from "@/components/account/api";
import { IconButton } from "@/components/ui/button/icon-button";
import { onDemand } from "@/components/ui/lazy/on-demand";
import { DropdownMenu } from "@/components/ui/menu/dropdown-menu";
import { menuItemsOnDemand } from "@/components/ui/menu/menu-items-on-demand";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";

const [load, Items] = menuItemsOnDemand(() => import("./flag-menu-items").then((file) => file.FlagMenuItems));

const dialogs = {
  details: onDemand(() => import("./flag-details-dialog").then((file) => file.FlagDetailsDialog)),
  schedule: onDemand(() => import("./schedule-dialog").then((file) => file.ScheduleDialog)),
  delete: onDemand(() => import("./delete-flag-dialog").then((file) => file.DeleteFlagDialog)),
};

export interface FlagDialogProps {
  flag: Flag;
  project: Pick<Project, "slug">;
  onClose: () => void;
}

export function FlagMenu({ flag, project }: { flag: Flag; project: Pick<Project, "slug"> }) {
  const { canWrite } = usePermissions();
  const [open, setOpen] = useState<keyof typeof dialogs | null>(null);
  const Dialog = open === null ? null : dialogs[open];
  return (
    <>
      <DropdownMenu
        loadItems={load}
        trigger={
          <IconButton label="Actions for the flag">
            <Ellipsis aria-hidden />
          </IconButton>
        }
      >
        <Items flag={flag} canWrite={canWrite} onChoose={setOpen} />
      </DropdownMenu>
      {Dialog && <Dialog flag={flag} project={project} onClose={() => setOpen(null)} />}
    </>
  );
}
