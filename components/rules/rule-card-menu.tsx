"use client";

import { DropdownMenu } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { menuItemsOnDemand } from "@/components/ui/menu-items-on-demand";
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
