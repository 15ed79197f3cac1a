"use client";

import { BookOpen, Keyboard, KeyRound, LogOut, UserRound, Users } from "lucide-react";
import { useTheme } from "next-themes";
import { useMe } from "@/components/account/api";
import { usePermissions } from "@/components/account/permissions";
import { signOut } from "@/components/account/session";
import { MenuItem, MenuLabel, MenuRadioGroup, MenuRadioItem, MenuSeparator } from "@/components/ui/menu/dropdown-menu";
import { useNavigate } from "@/components/unsaved-changes/unsaved-changes";
import { openOverlay } from "./shortcuts";

const themes = [
  { value: "system", label: "System" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

/** The signed-in person, general pages, the theme, and signing out. */
export function UserMenuItems() {
  const { data: me } = useMe();
  const { isAdmin } = usePermissions();
  const { theme, setTheme } = useTheme();
  const navigate = useNavigate();
  return (
    <>
      {me !== undefined && (
        <div className="px-2 py-1.5">
          <p className="truncate font-medium text-ink">{me.name}</p>
          <p className="truncate text-muted text-sm">{me.email ?? "API key"}</p>
        </div>
      )}
      <MenuSeparator />
      <MenuItem onSelect={() => navigate("/settings/account")}>
        <UserRound aria-hidden /> Account
      </MenuItem>
      {isAdmin && (
        <>
          <MenuItem onSelect={() => navigate("/settings/keys")}>
            <KeyRound aria-hidden /> API keys
          </MenuItem>
          <MenuItem onSelect={() => navigate("/settings/members")}>
            <Users aria-hidden /> Members
          </MenuItem>
        </>
      )}
      <MenuItem onSelect={() => navigate("/docs")}>
        <BookOpen aria-hidden /> API reference
      </MenuItem>
      <MenuItem onSelect={() => void openOverlay("shortcuts")}>
        <Keyboard aria-hidden /> Keyboard shortcuts
      </MenuItem>
      <MenuSeparator />
      <MenuLabel>Theme</MenuLabel>
      <MenuRadioGroup value={theme ?? "system"} onValueChange={setTheme}>
        {themes.map(({ value, label }) => (
          <MenuRadioItem key={value} value={value} onSelect={(event) => event.preventDefault()}>
            {label}
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
      <MenuSeparator />
      <MenuItem onSelect={() => void signOut()}>
        <LogOut aria-hidden /> Sign out
      </MenuItem>
    </>
  );
}
