import { z } from "zod";
import { idSchema } from "./common";
import { limits } from "./limits";
import { type MemberRole, memberRoles, type ProjectRoles, type Role, roles } from "./roles";
import type { Scope } from "./scope";

export const roleSchema = z.enum(memberRoles).meta({
  description:
    "What a member may do in every project: read, write, or also administer; `none`: nothing. `admin` is also for " +
    "projects to come, keys and members.",
});

export const projectRolesSchema = z
  .record(idSchema, z.enum(roles))
  .refine((named) => Object.keys(named).length <= limits.memberProjects, {
    error: `Must name at most ${limits.memberProjects} projects`,
  })
  .meta({
    description:
      "What the member is in some projects, by project id, in place of `role`; an `admin` of one may change and " +
      "delete it, and manages the keys that are limited to it. Absent: none is named. For an admin of all it means " +
      "nothing.",
  });

/** The scope of each role. Admins may in addition manage keys, members and projects. */
export const scopeOfRole: Record<Role, Scope> = { viewer: "flags:read", editor: "flags:write", admin: "flags:write" };

/** All roles that a member has in some project, the highest first. */
export const rolesOf = (role: MemberRole, named: ProjectRoles): Role[] =>
  [...roles].reverse().filter((each) => each === role || Object.values(named).includes(each));
