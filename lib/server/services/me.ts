import { limits } from "@/lib/contract/limits";
import type { Me } from "@/lib/contract/me";
import { scopeSchema } from "@/lib/contract/scope";
import type { Caller } from "../auth/caller";
import { db } from "../store/transaction";
import { firstAdmins } from "../store/users";

/** What a caller may know about itself. `id` is the key's or the user's. */
export async function describeCaller(caller: Caller): Promise<Me> {
  const { actor, name, role, scopes, projectIds, environments, rateLimitKey } = caller;
  return {
    type: role === null ? "api_key" : "user",
    id: actor.id ?? rateLimitKey,
    name,
    email: role === null ? null : actor.name,
    role,
    ...(role === null ? { kind: caller.isClient ? "client" : "server" } : await describeMember(caller)),
    scopes: scopes.flatMap((scope) => scopeSchema.safeParse(scope).data ?? []),
    project_ids: projectIds === null ? null : [...projectIds],
    ...(environments !== null && { environments: [...environments] }),
  };
}

async function describeMember({
  role,
  projectRoles,
  mayChangeProtected,
}: Caller): Promise<Pick<Me, "project_roles" | "may_change_protected" | "admins">> {
  if (role === "admin") return { may_change_protected: true };
  const admins = await firstAdmins(db(), limits.askedAdmins);
  const may_change_protected = mayChangeProtected;
  return {
    may_change_protected,
    ...(Object.keys(projectRoles).length > 0 && { project_roles: { ...projectRoles } }),
    admins,
  };
}
