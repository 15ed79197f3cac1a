import { z } from "zod";
import {
  conflictErrorSchema,
  errorSchema,
  rateLimitErrorSchema,
  staleErrorSchema,
  validationErrorSchema,
} from "@/lib/contract/errors";
import { guardErrorExample } from "@/lib/contract/examples";
import { guardErrorSchema } from "@/lib/contract/guard";
import type { Components } from "./openapi-components";

type Json = Record<string, unknown>;

interface Failure {
  name: string;
  description: string;
  schema: z.ZodType;
  headers?: string[];
  examples: Record<string, unknown>;
}

/** Every way in which a request can fail, as in the contract's table. */
const failures: Record<number, Failure> = {
  400: {
    name: "BadRequest",
    description:
      "The body is not JSON, or not an object; a query parameter is missing, malformed or names an unknown " +
      "environment.",
    schema: errorSchema,
    examples: { missing: { error: "project_id is required" } },
  },
  401: {
    name: "Unauthenticated",
    description: "The key is missing, malformed, unknown, expired or revoked.",
    schema: errorSchema,
    examples: { any: { error: "Invalid or missing API key" } },
  },
  403: {
    name: "Forbidden",
    description: "The key lacks the scope, or is limited to other projects.",
    schema: errorSchema,
    examples: { scope: { error: "Insufficient scope" }, project: { error: "Forbidden" } },
  },
  404: {
    name: "NotFound",
    description: "There is no such resource.",
    schema: errorSchema,
    examples: { any: { error: "Not found" } },
  },
  409: {
    name: "Conflict",
    description: "It conflicts with what there is: a key or slug is taken, an order does not name exactly the rules.",
    schema: conflictErrorSchema,
    examples: { key: { error: "A flag with this key exists in the project", details: { key: ["Is taken"] } } },
  },
  412: {
    name: "Stale",
    description: "The resource has changed since the ETag in `If-Match`. The ETag of the answer is that of `current`.",
    schema: staleErrorSchema,
    headers: ["ETag"],
    examples: { any: { error: "The resource has changed since it was read", current: {} } },
  },
  413: {
    name: "TooLarge",
    description: "The body is too large: 1 MiB at most, 8 MiB for segments, 256 KiB for evaluation.",
    schema: errorSchema,
    examples: { any: { error: "Request body is larger than 1048576 bytes" } },
  },
  415: {
    name: "UnsupportedMediaType",
    description: "The body is not declared to be JSON, or is declared to be compressed.",
    schema: errorSchema,
    examples: { any: { error: "Content-Type must be application/json" } },
  },
  422: {
    name: "Invalid",
    description: "The body does not fit: every problem at once, by dotted path.",
    schema: validationErrorSchema,
    examples: {
      any: { error: "Validation failed", details: { percentage: ["Must be a whole number from 0 to 100"] } },
    },
  },
  429: {
    name: "RateLimited",
    description: "Too many requests.",
    schema: rateLimitErrorSchema,
    headers: ["Retry-After"],
    examples: { any: { error: "Rate limit exceeded", retry_after: 23 } },
  },
  500: {
    name: "InternalError",
    description: "A fault of ours. The log has more under the request id.",
    schema: errorSchema,
    examples: { any: { error: "Internal server error" } },
  },
  503: {
    name: "Unavailable",
    description: "The database cannot be reached just now.",
    schema: errorSchema,
    headers: ["Retry-After"],
    examples: { any: { error: "Database unavailable" } },
  },
};

/** 409 where a write can be guarded. */
const guardedConflict: Failure = {
  name: "GuardedConflict",
  description: "It conflicts with what there is, or a guard refuses it.",
  schema: z.union([conflictErrorSchema, guardErrorSchema]),
  examples: { guard: guardErrorExample },
};

export const headers = {
  ETag: {
    description: "A strong tag of what was answered, for `If-Match` and `If-None-Match`.",
    schema: { type: "string" },
  },
  RequestId: {
    description:
      "The request's `x-request-id` when it sent a harmless one, else a new one. It stands in the audit log.",
    schema: { type: "string" },
  },
  "Retry-After": { description: "Seconds until it is worth trying again.", schema: { type: "integer", minimum: 1 } },
  RateLimit: {
    description: "Requests a minute that the key may make. Absent, like the two below, when there is no limit.",
    schema: { type: "integer" },
  },
  RateLimitRemaining: { description: "How many of them are left.", schema: { type: "integer", minimum: 0 } },
  RateLimitReset: { description: "When all of them are back, in Unix seconds.", schema: { type: "integer" } },
};

export const parameters = {
  IfMatch: {
    name: "If-Match",
    in: "header",
    required: false,
    description: "The ETag of what was read: when that is no longer what there is, nothing is changed (412).",
    schema: { type: "string" },
  },
  IfNoneMatch: {
    name: "If-None-Match",
    in: "header",
    required: false,
    description: "The ETag of a copy: while that still holds, the answer is 304 without a body.",
    schema: { type: "string" },
  },
};

/** References to the headers that every answer to a key carries. */
export const usualHeaders = {
  "x-request-id": { $ref: "#/components/headers/RequestId" },
  "x-ratelimit-limit": { $ref: "#/components/headers/RateLimit" },
  "x-ratelimit-remaining": { $ref: "#/components/headers/RateLimitRemaining" },
  "x-ratelimit-reset": { $ref: "#/components/headers/RateLimitReset" },
};

/** The answers that many operations share. */
export function responses(components: Components): Json {
  const failed = [...Object.values(failures), guardedConflict].map(
    ({ name, description, schema, headers = [], examples }) => [
      name,
      {
        description,
        headers: {
          ...usualHeaders,
          ...Object.fromEntries(headers.map((header) => [header, { $ref: `#/components/headers/${header}` }])),
        },
        content: {
          "application/json": {
            schema: components.reference(schema, "output"),
            examples: Object.fromEntries(Object.entries(examples).map(([key, value]) => [key, { value }])),
          },
        },
      },
    ],
  );
  const notModified = {
    description: "The copy that `If-None-Match` names still holds.",
    headers: { ETag: { $ref: "#/components/headers/ETag" }, ...usualHeaders },
  };
  return { NotModified: notModified, ...Object.fromEntries(failed) };
}

/** The reference to a shared failure. */
export function failureReference(status: number, isGuarded = false): Json {
  const failure = isGuarded && status === 409 ? guardedConflict : failures[status];
  if (failure === undefined) throw new Error(`No description for status ${status}`);
  return { $ref: `#/components/responses/${failure.name}` };
}
