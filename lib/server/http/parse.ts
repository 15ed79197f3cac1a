import type { z } from "zod";
import type { FieldProblems } from "@/lib/contract/errors";
import type { JsonObject } from "@/lib/contract/json";
import { fieldProblems, inWords, mergeProblems } from "@/lib/contract/problems";
import { badRequest, invalid } from "../service-error";
import { queryProblem } from "./problems";

/** `a=1&b[]=2&b[]=3` as an object. A name that ends in [] is a list; any other name may occur once. */
function queryObject(search: URLSearchParams): Record<string, string | string[]> {
  const object: Record<string, string | string[]> = Object.create(null);
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name);
    // No text that is stored contains it, and Postgres refuses it in queries.
    if (values.some((value) => value.includes("\0"))) throw badRequest(`${name} must not contain NUL characters`);
    if (name.endsWith("[]")) object[name] = values;
    else if (values.length > 1) throw badRequest(`${name} must not be repeated`);
    else object[name] = values[0] ?? "";
  }
  return object;
}

/** @throws ServiceError 400 with one sentence for all that is wrong. */
export function parseQuery<Query extends z.ZodType>(
  schema: Query | undefined,
  search: URLSearchParams,
): z.output<Query> {
  if (schema === undefined) {
    const [unknown] = search.keys();
    if (unknown !== undefined) throw badRequest(`Unknown query parameter: ${unknown}`);
    // A route without a query has an undefined one by its type.
    return undefined as z.output<Query>;
  }
  const parsed = schema.safeParse({ ...queryObject(search) }, inWords);
  if (!parsed.success) throw badRequest(queryProblem(parsed.error));
  return parsed.data;
}

/** @throws ServiceError 422 with everything that is wrong, by field. */
export function parseBody<Body extends z.ZodType, Resource>(
  body: { schema: Body; problems?: (raw: JsonObject, resource: Resource) => FieldProblems } | undefined,
  raw: JsonObject,
  resource: Resource,
): z.output<Body> {
  // A route without a body has an undefined one by its type.
  if (body === undefined) return undefined as z.output<Body>;
  const parsed = body.schema.safeParse(raw, inWords);
  const further = body.problems?.(raw, resource) ?? {};
  if (parsed.success && Object.keys(further).length === 0) return parsed.data;
  throw invalid(mergeProblems(parsed.success ? {} : fieldProblems(parsed.error), further));
}
