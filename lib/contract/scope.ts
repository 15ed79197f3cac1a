import { z } from "zod";

/** From most to least: each scope includes those after it. */
export const scopes = ["flags:write", "flags:read", "flags:ruleset", "flags:evaluate"] as const;
export const scopeSchema = z.enum(scopes);
export type Scope = z.infer<typeof scopeSchema>;

/** Whether the granted scopes include the wanted one. */
export const grants = (granted: readonly string[], wanted: Scope): boolean =>
  scopes.slice(0, scopes.indexOf(wanted) + 1).some((scope) => granted.includes(scope));
