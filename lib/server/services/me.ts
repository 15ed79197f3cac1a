import type { Me } from "@/lib/contract/me";
import { scopeSchema } from "@/lib/contract/scope";
import type { Caller } from "../auth/caller";

/** What a caller may know of itself. `id` is the key's or the user's. */
export function describeCaller(caller: Caller): Me {
  const { actor, name, role, scopes, projectIds, environments, rateLimitKey } = caller;
  return {
    type: role === null ? "api_key" : "user",
    id: actor.id ?? rateLimitKey,
    name,
    email: role === null ? null : actor.name,
    role,
    ...(role === null && { kind: caller.isClient ? "client" : "server" }),
    scopes: scopes.flatMap((scope) => scopeSchema.safeParse(scope).data ?? []),
    project_ids: projectIds === null ? null : [...projectIds],
    ...(environments !== null && { environments: [...environments] }),
  };
}
