import type { Role } from "@/lib/contract/roles";

/** Roles in words. */
export const roleChoices: Record<Role, { label: string; text: string }> = {
  viewer: { label: "Viewer", text: "Sees everything, changes nothing." },
  editor: { label: "Editor", text: "Also changes flags, segments and rules." },
  admin: { label: "Admin", text: "Also manages projects, API keys and members." },
};
