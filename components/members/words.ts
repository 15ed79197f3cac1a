import type { Role } from "@/lib/contract/roles";

interface RoleChoice {
  label: string;
  /** With its article, inside a sentence. */
  noun: string;
  /** What it allows. */
  text: string;
}

/** Roles in words. */
export const roleChoices: Record<Role, RoleChoice> = {
  viewer: { label: "Viewer", noun: "a viewer", text: "Sees everything, changes nothing." },
  editor: { label: "Editor", noun: "an editor", text: "Also changes flags, segments and rules." },
  admin: { label: "Admin", noun: "an admin", text: "Also manages projects, API keys and members." },
};
