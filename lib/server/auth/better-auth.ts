import { randomUUID } from "node:crypto";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { betterAuth } from "better-auth/minimal";
import { limits } from "@/lib/contract/limits";
import { COOKIE_PREFIX } from "@/lib/contract/session-cookie";
import { getEnv } from "@/lib/env";
import { log } from "../log";
import { processState } from "../process-state";
import { db } from "../store/transaction";
import { readAuthSecret } from "./auth-secret";
import { hash, verify } from "./password-hashing";

const SESSION_SECONDS = 14 * 24 * 60 * 60;

/**
 * The library that stores passwords and sessions. Its own HTTP endpoints are not served: our routes call the functions
 * that they need, so that nothing else can be reached, and refusals and limits are ours.
 */
async function create() {
  const { PUBLIC_URL } = getEnv();
  return betterAuth({
    baseURL: PUBLIC_URL ?? "http://localhost",
    secret: await readAuthSecret(),
    database: prismaAdapter(db(), { provider: "postgresql" }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: limits.passwordMinLength,
      maxPasswordLength: limits.passwordLength,
      password: { hash, verify },
    },
    user: {
      additionalFields: {
        role: { type: "string", required: true, input: false },
        mayChangeProtected: { type: "boolean", required: true, input: false },
        projectRoles: { type: "json", required: false, input: false },
      },
    },
    // Sessions are not cached in a cookie, so that the end of a session and a changed role count with the next request.
    // They do not slide, because an API answer could not renew the cookie.
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true, cookieCache: { enabled: false } },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: PUBLIC_URL?.startsWith("https:") ?? false,
      database: { generateId: () => randomUUID() },
      ipAddress: { disableIpTracking: true },
    },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: {
      level: "error",
      log: (_level, message, ...details) => log.error({ details }, `better-auth: ${message}`),
    },
  });
}

type Auth = Awaited<ReturnType<typeof create>>;

/** The process's one instance. A secret that could not be read is read again by the next call. */
export function getAuth(): Promise<Auth> {
  const held = processState<{ auth?: Promise<Auth> }>("better-auth", () => ({}));
  held.auth ??= create().catch((error: unknown) => {
    delete held.auth;
    throw error;
  });
  return held.auth;
}
