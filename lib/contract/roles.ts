/** From least to most. */
export const roles = ["viewer", "editor", "admin"] as const;

export type Role = (typeof roles)[number];

/** What a member is in every project but those that `ProjectRoles` names; `none`: nothing. */
export const memberRoles = ["none", ...roles] as const;

export type MemberRole = (typeof memberRoles)[number];

/** By project id. */
export type ProjectRoles = Readonly<Record<string, Role>>;

interface WithRoles {
  role: MemberRole;
  project_roles?: ProjectRoles | undefined;
}

/** What somebody is in a project; undefined: in one that is not named. An admin is one everywhere. */
export const roleIn = ({ role, project_roles: named = {} }: WithRoles, projectId: string | undefined): MemberRole =>
  role === "admin" || projectId === undefined ? role : (named[projectId] ?? role);
