import { z } from "zod";
import { type Role, roles } from "./roles";
import type { Scope } from "./scope";

export const roleSchema = z.enum(roles).meta({ description: "What a member may do: read, write, or also administer." });

/** What a role may do with flags. An admin may besides manage keys, members and projects. */
export const scopeOfRole: Record<Role, Scope> = { viewer: "flags:read", editor: "flags:write", admin: "flags:write" };
