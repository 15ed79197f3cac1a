/** From lowest to highest. */
export const roles = ["viewer", "editor", "admin"] as const;

export type Role = (typeof roles)[number];

/** A member's role in every project that `ProjectRoles` does not name; `none`: no access. */
export const memberRoles = ["none", ...roles] as const;

export type MemberRole = (typeof memberRoles)[number];

/** By project id. */
export type ProjectRoles = Readonly<Record<string, Role>>;

interface WithRoles {
  role: MemberRole;
  project_roles?: ProjectRoles | undefined;
}

/** A member's role in a project; undefined: in a project that is not named. An admin is an admin everywhere. */
export const roleIn = ({ role, project_roles: named = {} }: WithRoles, projectId: string | undefined): MemberRole =>
  role === "admin" || projectId === undefined ? role : (named[projectId] ?? role);
