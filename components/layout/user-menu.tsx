"use client";

import { UserRound } from "lucide-react";
import { useMe } from "@/components/account/api";
import { lazy } from "@/components/ui/lazy/lazy";
import { DropdownMenu } from "@/components/ui/menu/dropdown-menu";

const UserMenuItems = lazy(() => import("./user-menu-items").then((file) => file.UserMenuItems));

export function UserMenu() {
  const { data: me } = useMe();
  const initial = (me?.name ?? "").trim().charAt(0).toUpperCase();
  return (
    <DropdownMenu
      loadItems={UserMenuItems.load}
      className="w-60"
      trigger={
        <button
          type="button"
          aria-label={me === undefined ? "Account" : `Account: ${me.name}`}
          className="flex size-8 shrink-0 items-center justify-center rounded-full bg-fill font-medium text-ink text-sm hover:bg-line-strong pointer-coarse:size-10"
        >
          {initial === "" ? <UserRound aria-hidden className="size-4 text-muted" /> : initial}
        </button>
      }
    >
      <UserMenuItems />
    </DropdownMenu>
  );
}
