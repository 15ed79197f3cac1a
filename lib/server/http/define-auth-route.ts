import type { z } from "zod";
import { limits } from "@/lib/contract/limits";
import { assertSameOrigin } from "../auth/same-origin";
import { findSession, type SignedIn } from "../auth/sessions";
import { spendFailure } from "../rate-limit";
import { ServiceError } from "../service-error";
import { readJsonObject } from "./body";
import type { RouteHandler } from "./define-route";
import { errorResponse } from "./errors";
import { parseBody } from "./parse";
import { requestIdOf } from "./respond";

interface AuthInput<Body> {
  body: Body;
  headers: Headers;
  requestId: string;
  /** The peer's address, or "unknown" where the host does not tell it. */
  address: string;
}

interface AuthResult {
  /** Undefined: there is nothing to say, and the status is 204. */
  data?: object;
  setCookie?: string[];
}

interface AuthRouteDefinition<Body extends z.ZodType> {
  body?: Body;
  run(input: AuthInput<z.output<Body>>): Promise<AuthResult>;
}

/**
 * A route for people who are about to sign in, or out. It takes no key and stands in no API description: it is for our
 * own pages, whose origin every call must come from, and its failures look like all others.
 */
export const defineAuthRoute =
  <Body extends z.ZodType = z.ZodUndefined>({ body, run }: AuthRouteDefinition<Body>): RouteHandler =>
  async (request, context) => {
    const requestId = requestIdOf(request.headers);
    try {
      assertSameOrigin(request);
      const raw = body === undefined ? {} : await readJsonObject(request, limits.bodyBytes);
      const result = await run({
        body: parseBody(body && { schema: body }, raw, undefined),
        headers: request.headers,
        requestId,
        address: context.clientAddress ?? "unknown",
      });
      return answer(result, requestId);
    } catch (error) {
      const failure = errorResponse(await counted(error, context.clientAddress), requestId);
      failure.headers.set("x-request-id", requestId);
      failure.headers.set("cache-control", "no-store");
      return failure;
    }
  };

/** A refusal counts against the address it went to: what guesses links or passwords is told to wait. */
const counted = async (error: unknown, address = "unknown"): Promise<unknown> => {
  if (!(error instanceof ServiceError) || !["forbidden", "unauthenticated"].includes(error.code)) return error;
  return spendFailure(address).then(
    () => error,
    (tooMany: unknown) => tooMany,
  );
};

const answer = ({ data, setCookie = [] }: AuthResult, requestId: string): Response => {
  const headers = new Headers({ "x-request-id": requestId, "cache-control": "no-store" });
  for (const cookie of setCookie) headers.append("set-cookie", cookie);
  if (data === undefined) return new Response(null, { status: 204, headers });
  headers.set("x-content-type-options", "nosniff");
  return Response.json({ data }, { headers });
};

/** @throws ServiceError 401 when nobody is signed in */
export const requireSession = async (headers: Headers): Promise<SignedIn> => {
  const session = await findSession(headers);
  if (session === null) throw new ServiceError("unauthenticated", "Sign in first");
  return session;
};
