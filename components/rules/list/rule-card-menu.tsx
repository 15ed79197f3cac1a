"use client";

import { IconButton } from "@/components/ui/button/icon-button";
import { DropdownMenu } from "@/components/ui/menu/dropdown-menu";
import { menuItemsOnDemand } from "@/components/ui/menu/menu-items-on-demand";
import { ellipsisIcon } from "./card-icons";
import type { RuleMenuItemsProps } from "./rule-menu-items";

const [load, Items] = menuItemsOnDemand(() => import("./rule-menu-items").then((file) => file.RuleMenuItems));

/** The menu of a card. */
export function RuleCardMenu({ name, ...items }: RuleMenuItemsProps & { name: string }) {
  return (
    <DropdownMenu
      loadItems={load}
      trigger={
        <IconButton label={`Actions for ${name}`} data-rule-menu>
          {ellipsisIcon}
        </IconButton>
      }
    >
      <Items {...items} />
    </DropdownMenu>
  );
}
