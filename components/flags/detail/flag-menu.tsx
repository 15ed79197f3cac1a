"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { useMayChange, usePermissions } from "@/components/account/permissions";
import { IconButton } from "@/components/ui/button/button";
import { lazyDialog } from "@/components/ui/dialog/dialog";
import { lazy } from "@/components/ui/lazy/lazy";
import { DropdownMenu } from "@/components/ui/menu/dropdown-menu";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import type { FlagDialog } from "./flag-menu-items";

const FlagMenuItems = lazy(() => import("./flag-menu-items").then((file) => file.FlagMenuItems));

const dialogs = {
  details: lazyDialog(() => import("./flag-details-dialog").then((file) => file.FlagDetailsDialog)),
  code: lazyDialog(() => import("../use-in-code/use-in-code-dialog").then((file) => file.UseInCodeDialog)),
  variants: lazyDialog(() => import("../variants/variants-dialog").then((file) => file.VariantsDialog)),
  needs: lazyDialog(() => import("../requirements/requirements-dialog").then((file) => file.RequirementsDialog)),
  schedule: lazyDialog(() => import("./schedule-dialog").then((file) => file.ScheduleDialog)),
  delete: lazyDialog(() => import("./flag-details-dialog").then((file) => file.DeleteFlagDialog)),
} satisfies Record<FlagDialog, unknown>;

export interface FlagDialogProps {
  flag: Flag;
  project: Pick<Project, "slug" | "environments">;
  /** The one that the page shows. */
  environment: string;
  onClose: () => void;
}

export function FlagMenu({ flag, project, environment }: Omit<FlagDialogProps, "onClose">) {
  const { canWrite } = usePermissions();
  const mayChangeAll = useMayChange()("all");
  const [open, setOpen] = useState<FlagDialog | null>(null);
  const Dialog = open === null ? null : dialogs[open];
  return (
    <>
      <DropdownMenu
        loadItems={FlagMenuItems.load}
        trigger={
          <IconButton label="Actions for the flag">
            <Ellipsis aria-hidden />
          </IconButton>
        }
      >
        <FlagMenuItems
          flag={flag}
          project={project}
          canWrite={canWrite}
          mayChangeAll={mayChangeAll}
          onChoose={setOpen}
        />
      </DropdownMenu>
      {Dialog && <Dialog flag={flag} project={project} environment={environment} onClose={() => setOpen(null)} />}
    </>
  );
}
