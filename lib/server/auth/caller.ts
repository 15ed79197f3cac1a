import type { Actor } from "@/lib/contract/audit";
import { scopeOfRole } from "@/lib/contract/role";
import { type MemberRole, type ProjectRoles, roleIn } from "@/lib/contract/roles";
import { grants, type Scope } from "@/lib/contract/scope";
import { forbidden, ServiceError } from "../service-error";

/** A key or a session. */
interface Credential {
  id: string;
  /** Milliseconds since 1970; null: not known to end by itself. A session that is used is prolonged. */
  expiresAt: number | null;
}

/** Whoever a request turned out to come from, and what they may do. */
export interface Caller {
  actor: Actor;
  /** What people call them. */
  name: string;
  /** A signed-in person's, in every project that `projectRoles` does not name; null for a key. */
  role: MemberRole | null;
  projectRoles: ProjectRoles;
  /** Whether an editor's role holds in protected environments, too. */
  mayChangeProtected: boolean;
  /** What rate limits are counted by. */
  rateLimitKey: string;
  /** The key or the session by which they are known: what they opened ends with it. */
  credential: Credential;
  /** What they may do somewhere. A person's role in a project may allow less there. */
  scopes: readonly string[];
  /** The projects the caller is limited to, or null for all of them. */
  projectIds: readonly string[] | null;
  /** The environments the caller is limited to, or null for all of them. */
  environments: readonly string[] | null;
  /** Known by a key that ships to people, who can read it. */
  isClient: boolean;
  /** Whose pages may call in the caller's name, or null for all of them. */
  allowedOrigins: readonly string[] | null;
}

/** No limits but those of scope and projects. */
export const unlimited = { environments: null, isClient: false, allowedOrigins: null } as const;

const insufficientScope = (message = "Insufficient scope") => new ServiceError("insufficient_scope", message);

/** An application finds it in its log: it says what to do. */
const RULESET_REFUSED =
  "Insufficient scope: rules are given to server keys with flags:ruleset. Make one in the dashboard, or with " +
  "`npm run key -- create --name app --scope flags:ruleset`";

/** @throws ServiceError 403 when the caller was not given the scope. */
export function assertScope(caller: Caller, scope: Scope): void {
  if (grants(caller.scopes, scope)) return;
  throw insufficientScope(scope === "flags:ruleset" ? RULESET_REFUSED : undefined);
}

/**
 * For whom a route is kept, beyond its scope. `admins`: people who are admins of all projects; no key passes.
 * `project admins`: also those of some, for what is of theirs alone. `keys and admins`: of people only admins; keys pass
 * by their scope. `members`: people of any role; no key passes.
 */
export type Reserved = "admins" | "project admins" | "keys and admins" | "members";

/** @throws ServiceError 403 when the route is for this caller in no project. */
export function assertReserved({ role, projectRoles }: Caller, reserved: Reserved | undefined): void {
  if (reserved === undefined || role === "admin") return;
  if (role === null ? reserved === "keys and admins" : reserved === "members") return;
  const isForAdminsOfSome = reserved === "keys and admins" || reserved === "project admins";
  if (isForAdminsOfSome && Object.values(projectRoles).includes("admin")) return;
  throw insufficientScope();
}

/**
 * What a person may do depends on the project; keys may do the same in all that they are good for.
 * @param projectId null: what is asked for is of no project
 * @throws ServiceError 403 when the person's role there does not allow it
 */
export function assertRole(caller: Caller, projectId: string | null, scope: Scope, reserved?: Reserved): void {
  const { role: everywhere, projectRoles } = caller;
  if (everywhere === null || everywhere === "admin") return;
  const role = roleIn({ role: everywhere, project_roles: projectRoles }, projectId ?? undefined);
  if (reserved === "keys and admins" && role !== "admin") throw insufficientScope();
  if (projectId === null) return;
  // A project in which they are nothing has been refused before.
  if (role === "none" || !grants([scopeOfRole[role]], scope)) throw insufficientScope();
}

/** @throws ServiceError 403 when the caller is limited to other projects. */
export function assertProject(caller: Caller, projectId: string): void {
  if (caller.projectIds !== null && !caller.projectIds.includes(projectId)) throw forbidden();
}

/** @throws ServiceError 403 when the caller is limited to some projects: what spans them all is not theirs. */
export function assertEveryProject(caller: Caller): void {
  if (caller.projectIds !== null) throw forbidden();
}

/** Whether all that the caller may change in a project may also be changed where it is protected. */
export const mayChangeProtectedIn = ({ role, projectRoles, mayChangeProtected }: Caller, projectId: string): boolean =>
  role === null || mayChangeProtected || roleIn({ role, project_roles: projectRoles }, projectId) === "admin";

/** The environments whose own content a request reads or changes; empty: what it is about is of none of them. */
export type Reach = readonly string[] | "all" | { allBut: readonly string[] };

/** @throws ServiceError 403 when the caller is limited to environments and the request reaches another one. */
export function assertReach({ environments }: Caller, reach: Reach): void {
  if (environments === null) return;
  // Of one that names those it leaves out, it is not known here which ones are left.
  if (reach === "all" || "allBut" in reach || reach.some((name) => !environments.includes(name))) throw forbidden();
}

/**
 * The environment that an evaluation is about: the one that it names, or the only one that its caller has. Undefined:
 * the project's default.
 * @throws ServiceError 403 for another than the caller's
 */
export function evaluatedEnvironment(caller: Caller, named: string | undefined): string | undefined {
  const only = caller.environments?.length === 1 ? caller.environments[0] : undefined;
  const environment = named ?? only;
  if (environment !== undefined) assertReach(caller, [environment]);
  return environment;
}

/**
 * Refuses a page whose origin the caller's key does not name. Browsers name the origin in every call to another one;
 * what names none is no such page.
 * @throws ServiceError 403
 */
export function assertOrigin({ allowedOrigins }: Caller, origin: string | null): void {
  if (allowedOrigins !== null && origin !== null && !allowedOrigins.includes(origin)) throw forbidden();
}
