import { roleSchema, rolesOf, scopeOfRole } from "@/lib/contract/role";
import type { SignIn } from "@/lib/contract/sign-in";
import { isRelay } from "../is-relay";
import { CorruptRowError, ServiceError } from "../service-error";
import { findPasswordAt, settledPasswordAt } from "../store/passwords";
import { deleteSession } from "../store/sessions";
import { db } from "../store/transaction";
import { toProjectRoles } from "../store/users";
import { getAuth } from "./better-auth";
import { type Caller, unlimited } from "./caller";

/** A signed-in person, and their session. */
export interface SignedIn {
  caller: Caller;
  sessionId: string;
}

/**
 * The person whose session a cookie carries, or null when it carries no valid session. It is read from the database
 * each time, so that a sign-out, a removed member and a changed role count at once on every instance.
 */
export async function findSession(cookie: string | null): Promise<SignedIn | null> {
  // Nobody signs in to a relay.
  if (cookie === null || isRelay()) return null;
  const auth = await getAuth();
  const found = await auth.api.getSession({ headers: new Headers({ cookie }) }).catch((error: unknown) => {
    // The library wraps what the database threw.
    throw error instanceof Error && error.cause !== undefined ? error.cause : error;
  });
  if (found === null) return null;
  const { session, user } = found;
  const role = roleSchema.safeParse(user.role);
  if (!role.success) throw new CorruptRowError("users", user.id, `role ${user.role}`);
  const projectRoles = toProjectRoles(user);
  // Somebody without any role may still see that.
  const [most = "viewer"] = rolesOf(role.data, projectRoles);
  return {
    sessionId: session.id,
    caller: {
      actor: { type: "user", id: user.id, name: user.email },
      name: user.name,
      role: role.data,
      projectRoles,
      mayChangeProtected: user.mayChangeProtected,
      rateLimitKey: user.id,
      credential: { id: session.id, expiresAt: null },
      scopes: [scopeOfRole[most]],
      projectIds: role.data === "none" ? Object.keys(projectRoles) : null,
      ...unlimited,
    },
  };
}

/**
 * Starts a session.
 * @returns the Set-Cookie headers that carry it
 * @throws ServiceError 401, after the same work, whether the address is unknown, was only invited, or the password is
 * wrong
 */
export async function startSession(signIn: SignIn): Promise<string[]> {
  const before = await findPasswordAt(db(), signIn.email);
  const { headers, token } = await startSessionNow(signIn);
  // A change of the password ends the sessions that there are. It may have come after the password was found right, and
  // before there was this session.
  if ((await settledPasswordAt(db(), signIn.email)) === before) return headers.getSetCookie();
  await deleteSession(db(), token);
  return startSession(signIn);
}

async function startSessionNow({ email, password }: SignIn): Promise<{ headers: Headers; token: string }> {
  const auth = await getAuth();
  try {
    const { headers, response } = await auth.api.signInEmail({ body: { email, password }, returnHeaders: true });
    return { headers, token: response.token };
  } catch (error) {
    if (error instanceof Error && "status" in error && error.status === "UNAUTHORIZED") {
      throw new ServiceError("unauthenticated", "E-mail address or password is wrong");
    }
    throw error;
  }
}

/** Ends the session that a cookie carries, if any. @returns the Set-Cookie headers that remove it */
export async function endSession(cookie: string | null): Promise<string[]> {
  const auth = await getAuth();
  const sent = new Headers(cookie === null ? {} : { cookie });
  const { headers } = await auth.api.signOut({ headers: sent, returnHeaders: true });
  return headers.getSetCookie();
}
