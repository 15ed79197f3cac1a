import { z } from "zod";
import type { Scope } from "./scope";

/** From least to most. */
export const roles = ["viewer", "editor", "admin"] as const;
export const roleSchema = z.enum(roles).meta({ description: "What a member may do: read, write, or also administer." });
export type Role = z.infer<typeof roleSchema>;

/** What a role may do with flags. An admin may besides manage keys, members and projects. */
export const scopeOfRole: Record<Role, Scope> = { viewer: "flags:read", editor: "flags:write", admin: "flags:write" };
