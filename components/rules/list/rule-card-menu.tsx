"use client";

import { IconButton } from "@/components/ui/button/button";
import { lazy } from "@/components/ui/lazy/lazy";
import { DropdownMenu } from "@/components/ui/menu/dropdown-menu";
import { ellipsisIcon } from "./card-icons";
import type { RuleMenuItemsProps } from "./rule-menu-items";

const RuleMenuItems = lazy(() => import("./rule-menu-items").then((file) => file.RuleMenuItems));

/** The menu of a card. */
export function RuleCardMenu({ name, ...items }: RuleMenuItemsProps & { name: string }) {
  return (
    <DropdownMenu
      loadItems={RuleMenuItems.load}
      trigger={
        <IconButton label={`Actions for ${name}`} data-rule-menu>
          {ellipsisIcon}
        </IconButton>
      }
    >
      <RuleMenuItems {...items} />
    </DropdownMenu>
  );
}
