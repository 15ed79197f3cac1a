import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect } from "vitest";
import type { Answer } from "./service";

type Json = Record<string, unknown>;

interface Operation {
  responses: Record<string, Json>;
}

export interface Description {
  paths: Record<string, Record<string, Operation>>;
}

/** Holds answers against an OpenAPI document. */
export function answersOf(description: Description): { check(method: string, path: string, answer: Answer): void } {
  const validatorOf = validators(description);

  /**
   * Fails unless the description has this answer: its status, its headers, and a body that fits and has no field more
   * than it tells of. What the description has no operation for may only be refused, in the usual words.
   */
  function check(method: string, path: string, answer: Answer): void {
    const where = `${method} ${path} → ${answer.status} ${answer.text.slice(0, 500)}`;
    // Probes and metrics are for whoever operates the server, and are no part of the API.
    if (/^\/(metrics|healthz|readyz)\b/.test(path)) return;
    expect(answer.headers.get("x-request-id"), `${where}: x-request-id`).toBeTruthy();
    // The way in is for our own pages, and is not described.
    if (path.startsWith("/api/auth/")) return;
    const operation = operationOf(description, method, path);
    if (operation === undefined) {
      expect([404, 405], where).toContain(answer.status);
      const refusal = path.startsWith("/ofrep")
        ? expect.objectContaining({ errorCode: expect.any(String) })
        : { error: expect.any(String) };
      expect(answer.body, where).toEqual(method === "HEAD" ? undefined : refusal);
      return;
    }
    const described = resolve(description, operation.responses[answer.status]);
    expect(described, `${where}: is not described`).toBeDefined();
    expectHeaders(described ?? {}, answer, where);
    // JSON of our own making.
    const content = described?.content as Record<string, { schema: object }> | undefined;
    const schema = content?.["application/json"]?.schema;
    if (schema === undefined || method === "HEAD") {
      expect(answer.text, where).toBe("");
      return;
    }
    expect(answer.headers.get("content-type"), where).toBe("application/json");
    const validate = validatorOf(schema);
    expect(validate(answer.body) ? [] : validate.errors, where).toEqual([]);
  }
  return { check };
}

/** HEAD is GET without the body. A fixed name in a path goes before a parameter in the same place. */
function operationOf({ paths }: Description, method: string, path: string): Operation | undefined {
  const pathname = path.replace(/\?.*$/, "");
  const matching = Object.keys(paths).filter((template) =>
    new RegExp(`^${template.replace(/[.]/g, "\\.").replace(/\{\w+\}/g, "[^/]+")}$`).test(pathname),
  );
  const [best] = matching.sort((a, b) => a.split("{").length - b.split("{").length);
  return best === undefined ? undefined : paths[best]?.[method === "HEAD" ? "get" : method.toLowerCase()];
}

function resolve(description: Description, node: Json | undefined): Json | undefined {
  if (typeof node?.$ref !== "string") return node;
  const steps = node.$ref.slice(2).split("/");
  // Our own references point at objects.
  return steps.reduce((at, step) => at[step] as Json, { ...description } as Json);
}

/** Rate limits are off in most tests; the rest must be there. */
function expectHeaders(described: Json, { headers }: Answer, where: string): void {
  const names = Object.keys(described.headers ?? {}).filter((name) => !name.startsWith("x-ratelimit-"));
  for (const name of names) expect(headers.get(name), `${where}: ${name}`).toBeTruthy();
}

function validators(description: Description): (schema: object) => ValidateFunction {
  const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
  ajv.addSchema(closed(description), "description");
  const known = new Map<string, ValidateFunction>();
  return (schema) => {
    const key = JSON.stringify(schema).replaceAll('"#/', '"description#/');
    const validate = known.get(key) ?? ajv.compile(closed(JSON.parse(key)));
    known.set(key, validate);
    return validate;
  };
}

/** The description lets answers gain fields; a test must see each one that nobody described. */
function closed<T>(node: T): T {
  if (typeof node !== "object" || node === null) return node;
  if (Array.isArray(node)) return node.map(closed) as T;
  const members = Object.entries(node).map(([key, value]) => [key, key === "example" ? value : closed(value)]);
  const copy: Json = Object.fromEntries(members);
  if (copy.type === "object" && copy.properties !== undefined) copy.additionalProperties ??= false;
  return copy as T;
}
