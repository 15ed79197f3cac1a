import type { Actor } from "@/lib/contract/audit";
import { grants, type Scope } from "@/lib/contract/scope";
import { forbidden, ServiceError } from "../service-error";

/** Whoever a request turned out to come from, and what they may do. */
export interface Caller {
  actor: Actor;
  /** What rate limits are counted by. */
  rateLimitKey: string;
  scopes: readonly string[];
  /** The projects the caller is limited to, or null for all of them. */
  projectIds: readonly string[] | null;
}

/** @throws ServiceError 403 when the caller was not given the scope. */
export const assertScope = (caller: Caller, scope: Scope): void => {
  if (!grants(caller.scopes, scope)) throw new ServiceError("insufficient_scope", "Insufficient scope");
};

/** @throws ServiceError 403 when the caller is limited to other projects. */
export const assertProject = (caller: Caller, projectId: string): void => {
  if (caller.projectIds !== null && !caller.projectIds.includes(projectId)) throw forbidden();
};

/** @throws ServiceError 403 when the caller is limited to some projects: what spans them all is not theirs. */
export const assertEveryProject = (caller: Caller): void => {
  if (caller.projectIds !== null) throw forbidden();
};
