import type { Actor } from "@/lib/contract/audit";
import { scopeOfRole } from "@/lib/contract/role";
import { type MemberRole, type ProjectRoles, roleIn } from "@/lib/contract/roles";
import { grants, type Scope } from "@/lib/contract/scope";
import { forbidden, ServiceError } from "../service-error";

/** A key or a session. */
interface Credential {
  id: string;
  /** Milliseconds since 1970; null: a key without an expiry, or a session, which the database is asked about. */
  expiresAt: number | null;
}

/** The caller of a request, and what they may do. */
export interface Caller {
  actor: Actor;
  /** The name that people know them by. */
  name: string;
  /** The role of a signed-in person in every project that `projectRoles` does not name; null for a key. */
  role: MemberRole | null;
  projectRoles: ProjectRoles;
  /** Whether an editor's role also covers protected environments. */
  mayChangeProtected: boolean;
  /** The key under which rate limits count them. */
  rateLimitKey: string;
  /** The key or session by which they are known. What they open, such as a stream, ends with it. */
  credential: Credential;
  /** The scopes that they have in some project. A person's role in a project may allow less there. */
  scopes: readonly string[];
  /** The projects the caller is limited to, or null for all of them. */
  projectIds: readonly string[] | null;
  /** The environments the caller is limited to, or null for all of them. */
  environments: readonly string[] | null;
  /** Whether the key ships to people, who can read it. */
  isClient: boolean;
  /** The origins whose pages may use the key, or null for all. */
  allowedOrigins: readonly string[] | null;
}

/** For callers that are limited by scope and projects only. */
export const unlimited = { environments: null, isClient: false, allowedOrigins: null } as const;

const insufficientScope = (message = "Insufficient scope") => new ServiceError("insufficient_scope", message);

/** Applications write it to their log, so it says what to do. */
const RULESET_REFUSED =
  "Insufficient scope: rules are given to server keys with flags:ruleset. Make one in the dashboard, or with " +
  "`npm run key -- create --name app --scope flags:ruleset`";

/** @throws ServiceError 403 when the caller was not given the scope. */
export function assertScope(caller: Caller, scope: Scope): void {
  if (grants(caller.scopes, scope)) return;
  throw insufficientScope(scope === "flags:ruleset" ? RULESET_REFUSED : undefined);
}

/**
 * Who may call a route besides its scope. `admins`: people who are admins of all projects, and no keys. `project
 * admins`: also admins of some projects, for what belongs to these projects alone. `keys and admins`: admins, and keys
 * with the scope. `members`: people of any role, and no keys.
 */
export type Reserved = "admins" | "project admins" | "keys and admins" | "members";

/** @throws ServiceError 403 when the caller may use the route in no project. */
export function assertReserved({ role, projectRoles }: Caller, reserved: Reserved | undefined): void {
  if (reserved === undefined || role === "admin") return;
  if (role === null ? reserved === "keys and admins" : reserved === "members") return;
  const isForAdminsOfSome = reserved === "keys and admins" || reserved === "project admins";
  if (isForAdminsOfSome && Object.values(projectRoles).includes("admin")) return;
  throw insufficientScope();
}

/**
 * Checks a person's role in a project; a key may do the same in all of its projects.
 * @param projectId null: the request is about no project
 * @throws ServiceError 403 when the person's role there does not allow it
 */
export function assertRole(caller: Caller, projectId: string | null, scope: Scope, reserved?: Reserved): void {
  const { role: everywhere, projectRoles } = caller;
  if (everywhere === null || everywhere === "admin") return;
  const role = roleIn({ role: everywhere, project_roles: projectRoles }, projectId ?? undefined);
  if (reserved === "keys and admins" && role !== "admin") throw insufficientScope();
  if (projectId === null) return;
  // A person without a role in the project was refused earlier.
  if (role === "none" || !grants([scopeOfRole[role]], scope)) throw insufficientScope();
}

/** @throws ServiceError 403 when the caller is limited to other projects. */
export function assertProject(caller: Caller, projectId: string): void {
  if (caller.projectIds !== null && !caller.projectIds.includes(projectId)) throw forbidden();
}

/** @throws ServiceError 403 when the caller is limited to some projects, for what spans all projects. */
export function assertEveryProject(caller: Caller): void {
  if (caller.projectIds !== null) throw forbidden();
}

/** Whether the caller may also change protected environments of a project. */
export const mayChangeProtectedIn = ({ role, projectRoles, mayChangeProtected }: Caller, projectId: string): boolean =>
  role === null || mayChangeProtected || roleIn({ role, project_roles: projectRoles }, projectId) === "admin";

/** The environments whose own content a request reads or changes; empty: it is about no environment. */
export type Reach = readonly string[] | "all" | { allBut: readonly string[] };

/** @throws ServiceError 403 when the caller is limited to environments and the request reaches another one. */
export function assertReach({ environments }: Caller, reach: Reach): void {
  if (environments === null) return;
  // For `allBut` it is not known here which environments are left.
  if (reach === "all" || "allBut" in reach || reach.some((name) => !environments.includes(name))) throw forbidden();
}

/**
 * The environment of an evaluation: the one that the request names, or the only one that its caller may use. Undefined:
 * the project's default.
 * @throws ServiceError 403 for an environment that is not the caller's
 */
export function evaluatedEnvironment(caller: Caller, named: string | undefined): string | undefined {
  const only = caller.environments?.length === 1 ? caller.environments[0] : undefined;
  const environment = named ?? only;
  if (environment !== undefined) assertReach(caller, [environment]);
  return environment;
}

/**
 * Refuses a page whose origin the caller's key does not name. Browsers send the origin with every call to another
 * origin, so a request without one does not come from such a page.
 * @throws ServiceError 403
 */
export function assertOrigin({ allowedOrigins }: Caller, origin: string | null): void {
  if (allowedOrigins !== null && origin !== null && !allowedOrigins.includes(origin)) throw forbidden();
}
