import type { Member } from "@/lib/contract/member";
import type { Project } from "@/lib/contract/project";
import type { MemberRole, ProjectRoles } from "@/lib/contract/roles";

interface RoleChoice {
  label: string;
  /** The role with its article, for a sentence. */
  noun: string;
  /** What it allows. */
  text: string;
}

/** Roles in words. */
export const roleChoices: Record<MemberRole, RoleChoice> = {
  none: {
    label: "By project",
    noun: "a member of named projects",
    text: "Sees only projects in which they have a role.",
  },
  viewer: { label: "Viewer", noun: "a viewer", text: "Sees everything, changes nothing." },
  editor: { label: "Editor", noun: "an editor", text: "Sees everything, changes flags, segments and rules." },
  admin: {
    label: "Admin",
    noun: "an admin",
    text: "Does what an editor does, and manages projects, API keys and members.",
  },
};

/**
 * Roles in projects as words: "editor in Web shop, viewer in Home".
 * @param projects undefined while they are loading
 */
export function projectRolesText(named: ProjectRoles, projects: readonly Project[] | undefined): string {
  if (projects === undefined) return "…";
  const parts = projects.flatMap(({ id, name }) => {
    const role = named[id];
    return role === undefined ? [] : [`${roleChoices[role].label} in ${name}`];
  });
  return parts.join(", ");
}

/** Whether somebody is an editor somewhere who may not change protected environments. */
export const isHeldBack = ({ role, project_roles = {}, may_change_protected }: Member): boolean =>
  !may_change_protected && role !== "admin" && (role === "editor" || Object.values(project_roles).includes("editor"));
