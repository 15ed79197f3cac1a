import type { z } from "zod";
import { limits } from "@/lib/contract/limits";
import { assertSameOrigin } from "../auth/same-origin";
import { findSession, type SignedIn } from "../auth/sessions";
import type { ApiResponse, ResponseHeaders } from "../exchange";
import { spendFailure } from "../rate-limit";
import { ServiceError } from "../service-error";
import { readJsonObject } from "./body";
import { errorResponse } from "./errors";
import { parseBody } from "./parse";
import { requestIdOf } from "./respond";
import { type WebRoute, webRoute } from "./web-route";

interface AuthInput<Body> {
  body: Body;
  cookie: string | null;
  requestId: string;
  /** The client's address, or "unknown" where the host does not tell it. */
  address: string;
}

interface AuthResult {
  /** Undefined: the answer has no body, and its status is 204. */
  data?: object;
  setCookie?: string[];
}

interface AuthRouteDefinition<Body extends z.ZodType> {
  body?: Body;
  run(input: AuthInput<z.output<Body>>): Promise<AuthResult>;
}

/**
 * A route for people who sign in or out. It takes no key and is not in the API description: it is for our own pages,
 * from whose origin every call must come. Its failures have the API's form.
 */
export const defineAuthRoute = <Body extends z.ZodType = z.ZodUndefined>({
  body,
  run,
}: AuthRouteDefinition<Body>): WebRoute =>
  webRoute(async (request) => {
    const requestId = requestIdOf(request);
    const headers = { "x-request-id": requestId, "cache-control": "no-store" };
    const address = request.clientAddress ?? "unknown";
    try {
      assertSameOrigin(request);
      const raw = body === undefined ? {} : await readJsonObject(request, limits.signInBodyBytes);
      const result = await run({
        body: parseBody(body && { schema: body }, raw, undefined),
        cookie: request.header("cookie"),
        requestId,
        address,
      });
      return answer(result, headers);
    } catch (error) {
      const failure = errorResponse(await counted(error, address), requestId);
      return { ...failure, headers: { ...failure.headers, ...headers } };
    }
  });

/** Counts a refusal against the client's address, so that guessing links or passwords is slowed down. */
async function counted(error: unknown, address: string): Promise<unknown> {
  if (!(error instanceof ServiceError) || !["forbidden", "unauthenticated"].includes(error.code)) return error;
  return spendFailure(address).then(
    () => error,
    (tooMany: unknown) => tooMany,
  );
}

function answer({ data, setCookie = [] }: AuthResult, common: ResponseHeaders): ApiResponse {
  const headers = { ...common, ...(setCookie.length > 0 && { "set-cookie": setCookie }) };
  if (data === undefined) return { status: 204, headers, body: null };
  return {
    status: 200,
    headers: { ...headers, "content-type": "application/json", "x-content-type-options": "nosniff" },
    body: JSON.stringify({ data }),
  };
}

/** @throws ServiceError 401 when nobody is signed in */
export async function requireSession(cookie: string | null): Promise<SignedIn> {
  const session = await findSession(cookie);
  if (session === null) throw new ServiceError("unauthenticated", "Sign in first");
  return session;
}
