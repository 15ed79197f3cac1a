"use client";

import { ListChecks } from "lucide-react";
import { IconButton } from "@/components/ui/button/icon-button";
import { DropdownMenu } from "@/components/ui/menu/dropdown-menu";
import { menuItemsOnDemand } from "@/components/ui/menu/menu-items-on-demand";
import type { ExpectationMenuItemsProps } from "./expectation-menu-items";

const [load, Items] = menuItemsOnDemand(() =>
  import("./expectation-menu-items").then((file) => file.ExpectationMenuItems),
);

/** Sets, changes and takes back what a saved user is to get here, in two clicks. */
export function ExpectationMenu(props: ExpectationMenuItemsProps) {
  return (
    <DropdownMenu
      loadItems={load}
      trigger={
        <IconButton label={`What ${props.user.name} is expected to get`}>
          <ListChecks aria-hidden />
        </IconButton>
      }
    >
      <Items {...props} />
    </DropdownMenu>
  );
}
