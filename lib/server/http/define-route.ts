import type { z } from "zod";
import type { Page } from "@/lib/contract/common";
import type { FieldProblems } from "@/lib/contract/errors";
import type { JsonObject } from "@/lib/contract/json";
import { limits } from "@/lib/contract/limits";
import { withPatternChecks } from "@/lib/contract/pattern-checks";
import type { Scope } from "@/lib/contract/scope";
import { authenticate, authenticateStream, knownCaller } from "../auth/authenticate";
import {
  assertOrigin,
  assertProject,
  assertReach,
  assertReserved,
  assertRole,
  assertScope,
  type Caller,
  type Reach,
  type Reserved,
} from "../auth/caller";
import { EncodedJson } from "../encoded-json";
import type { ApiRequest, EventStream, Params, ResponseHeaders } from "../exchange";
import { JsonText } from "../json-text";
import type { MaybePromise } from "../maybe-promise";
import { budgetOf, type RateLimitKind, spend, spendFailure } from "../rate-limit";
import { ServiceError } from "../service-error";
import { assertUnprotected } from "../services/assert-unprotected";
import type { WriteContext } from "../services/write-context";
import { readJsonObject } from "./body";
import { checkPatterns } from "./check-patterns";
import { corsHeadersAmong, corsHeadersFor } from "./cors";
import { errorResponse, type FailureDialect } from "./errors";
import { parseBody, parseQuery } from "./parse";
import type { ResourceFinder } from "./resources";
import { requestIdOf, respond, respondEncoded, respondWithEvents } from "./respond";
import type { Tag } from "./tags";
import { type WebRoute, webRoute } from "./web-route";

interface RunInput<Query, Body, Resource> {
  params: Params;
  query: Query;
  body: Body;
  /** The resource that the path or the project id names; it was found, and the caller may use its project. */
  resource: Resource;
  caller: Caller;
  write: WriteContext;
}

type Reaching<Query, Body, Resource> = Omit<RunInput<Query, Body, Resource>, "write">;

interface Described {
  /** Unique in the API; the OpenAPI operationId. */
  id: string;
  summary: string;
  description?: string;
  tag: Tag;
  scope: Scope;
  /** Who may call it besides its scope. Absent: everybody with the scope. */
  reserved?: Reserved;
  rateLimit?: RateLimitKind;
  /** Further failures that are possible here: 409, 412. */
  alsoFails?: (409 | 412)[];
  /** Whether pages of other origins may call it, with a key. */
  isCrossOrigin?: boolean;
  /** Whether the key may also be in `X-API-Key`. */
  takesKeyHeader?: boolean;
  /** Takes a stream's token in the address instead of a key, for clients that can send no header. */
  takesStreamToken?: boolean;
  /** The form of failures, where another protocol defines it. */
  failure?: FailureDialect;
}

interface BodyDefinition<Body extends z.ZodType, Resource> {
  schema: Body;
  maxBytes?: number;
  /**
   * Problems that the schema alone cannot find. It runs in addition to the schema, so that all problems are reported at
   * once.
   */
  problems?: (body: JsonObject, resource: Resource) => FieldProblems;
  example?: unknown;
}

type ResponseDefinition =
  /** Evaluations have an ETag only with `hasTag`; all other answers have one. */
  | { status: 200 | 201 | 202; data: z.ZodType; example?: unknown; hasTag?: true }
  | { status: 200; list: z.ZodType; example?: unknown }
  /** The body of another protocol, without `data`. With an ETag it supports conditional requests, also by POST. */
  | { status: 200; bare: z.ZodType; hasTag: boolean }
  /** Server-sent events: what they are, and the schemas of those whose data has one. */
  | { status: 200; events: string; eventData?: readonly z.ZodType[] }
  | { status: 204 };

type Result<R extends ResponseDefinition> = R extends { list: infer Item extends z.ZodType }
  ? Page<z.output<Item>> | JsonText
  : R extends { data: infer Data extends z.ZodType }
    ? z.output<Data> | JsonText | EncodedJson
    : R extends { bare: z.ZodType }
      ? JsonText | EncodedJson
      : R extends { events: string }
        ? EventStream
        : // biome-ignore lint/suspicious/noConfusingVoidType: a route without a body returns nothing
          void;

interface RouteDefinition<
  Query extends z.ZodType,
  Body extends z.ZodType,
  Resource,
  Response extends ResponseDefinition,
> extends Described {
  resource: ResourceFinder<Resource>;
  query?: Query;
  body?: BodyDefinition<Body, Resource>;
  response: Response;
  /**
   * The environments that the request reaches. Absent: all, so that callers that are limited to some are refused.
   * Evaluations check it themselves, once they know their environment.
   */
  reach?: Reach | ((input: Reaching<z.output<Query>, z.output<Body>, Resource>) => Reach);
  /** The environments that a write changes, when it only reads the others. Absent: all that it reaches. */
  changes?: (input: Reaching<z.output<Query>, z.output<Body>, Resource>) => Reach;
  run(input: RunInput<z.output<Query>, z.output<Body>, Resource>): MaybePromise<Result<Response>>;
}

/** biome-ignore lint/suspicious/noExplicitAny: erases each route's own types; `defineRoute` has checked them */
export type AnyRouteDefinition = RouteDefinition<any, any, any, ResponseDefinition>;

export type DefinedRoute = WebRoute & { definition: AnyRouteDefinition };

/** A route whose OpenAPI operation is written by hand, because `defineRoute` did not make it. */
export type DescribedRoute = WebRoute & { operation: Record<string, unknown> };

async function identify(request: ApiRequest, { takesKeyHeader, takesStreamToken }: Described): Promise<Caller> {
  try {
    return await (takesStreamToken ? authenticateStream(request) : authenticate(request, takesKeyHeader ?? false));
  } catch (error) {
    if (error instanceof ServiceError && error.code === "unauthenticated") {
      await spendFailure(request.clientAddress ?? "unknown");
    }
    throw error;
  }
}

/** `Result` guarantees it for a route that declares events. */
const isEventStream = (response: ResponseDefinition, _result: unknown): _result is EventStream => "events" in response;

const noParameters = new URLSearchParams();

/**
 * Turns a declaration into a route that any host can serve. The order of checks is the contract's: authenticate, rate
 * limit, scope, project permission, parse, act.
 */
export function defineRoute<
  Resource,
  const Response extends ResponseDefinition,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
>(definition: RouteDefinition<Query, Body, Resource, Response>): DefinedRoute {
  const { scope, resource, query, body, response, run, isCrossOrigin = false } = definition;
  const { takesKeyHeader = false, takesStreamToken = false } = definition;
  const known = (request: ApiRequest) => (takesStreamToken ? undefined : knownCaller(request, takesKeyHeader));
  const readBody = (request: ApiRequest): MaybePromise<JsonObject> =>
    body === undefined ? {} : readJsonObject(request, body.maxBytes ?? limits.bodyBytes);

  const route = webRoute(async (request) => {
    const requestId = requestIdOf(request);
    const ownHeaders: ResponseHeaders = { "x-request-id": requestId };
    let headers = isCrossOrigin ? { ...ownHeaders, ...corsHeadersFor(request) } : ownHeaders;
    try {
      const caller = known(request) ?? (await identify(request, definition));
      const { allowedOrigins } = caller;
      if (isCrossOrigin && allowedOrigins !== null)
        headers = { ...ownHeaders, ...corsHeadersAmong(request, allowedOrigins) };
      const budget = budgetOf(caller, definition.rateLimit ?? "api", request.clientAddress);
      if (budget !== undefined) await spend(budget, headers);
      assertOrigin(caller, request.header("origin"));
      assertScope(caller, scope);
      assertReserved(caller, definition.reserved);

      const search = request.search === "" ? noParameters : new URLSearchParams(request.search);
      // `await` creates a promise and costs a turn even for a value that is there, so only promises are awaited.
      const reading = resource.readsBody ? readBody(request) : undefined;
      const early = reading instanceof Promise ? await reading : reading;
      const finding = resource.find({ request, search, body: early ?? {} }, caller);
      const found = finding instanceof Promise ? await finding : finding;
      if (found.projectId !== null) assertProject(caller, found.projectId);
      assertRole(caller, found.projectId, scope, definition.reserved);

      const parsedQuery = parseQuery(query, search);
      const raw = early ?? (await readBody(request));
      const checking = body === undefined ? undefined : checkPatterns(raw);
      const checks = checking instanceof Promise ? await checking : checking;
      const parse = () => parseBody(body, raw, found.resource);
      const parsedBody = checks === undefined ? parse() : withPatternChecks(checks, parse);
      const { params } = request;
      const input = { params, query: parsedQuery, body: parsedBody, resource: found.resource, caller };
      if (scope !== "flags:evaluate") {
        const { reach = "all", changes } = definition;
        const reached = typeof reach === "function" ? reach(input) : reach;
        assertReach(caller, reached);
        if (scope === "flags:write" && found.projectId !== null) {
          await assertUnprotected(caller, found.projectId, changes?.(input) ?? reached);
        }
      }
      const running = run({
        ...input,
        write: {
          ...{ actor: caller.actor, requestId, ifMatch: request.header("if-match") },
          limit: caller.environments,
        },
      });
      const result = running instanceof JsonText ? running : await running;
      if (isEventStream(response, result)) return respondWithEvents(result, headers);
      if (result instanceof EncodedJson) return await respondEncoded(result, request, headers);
      return respond(response.status, result, request, headers);
    } catch (error) {
      const spoken = definition.failure && { dialect: definition.failure, params: request.params };
      const failure = errorResponse(error, requestId, spoken);
      return { ...failure, headers: { ...failure.headers, ...headers } };
    }
  });
  return Object.assign(route, { definition });
}
