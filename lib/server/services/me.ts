import type { Me } from "@/lib/contract/me";
import { scopeSchema } from "@/lib/contract/scope";
import type { Caller } from "../auth/caller";

/** What a caller may know of itself. `id` is the key's or the user's. */
export const describeCaller = ({ actor, name, role, scopes, projectIds, rateLimitKey }: Caller): Me => ({
  type: role === null ? "api_key" : "user",
  id: actor.id ?? rateLimitKey,
  name,
  email: role === null ? null : actor.name,
  role,
  scopes: scopes.flatMap((scope) => scopeSchema.safeParse(scope).data ?? []),
  project_ids: projectIds === null ? null : [...projectIds],
});
