import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { beforeAll, describe, expect, test } from "vitest";
import { buildOpenApi, urlTemplate } from "@/lib/server/http/openapi";
import { loadRoutes } from "@/lib/server/http/route-table";

const root = fileURLToPath(new URL("../..", import.meta.url));
const committed = fs.readFileSync(path.join(root, "lib/contract/openapi.json"), "utf8");

interface Operation {
  operationId: string;
  tags: string[];
  requestBody?: { content: Record<string, { schema: object; example?: unknown }> };
  responses: Record<string, { content?: Record<string, { schema: object; example?: unknown }> }>;
}

const description: { paths: Record<string, Record<string, Operation>>; tags: { name: string }[] } =
  JSON.parse(committed);
const operations = Object.entries(description.paths).flatMap(([template, item]) =>
  Object.entries(item).map(([method, operation]) => ({ where: `${method.toUpperCase()} ${template}`, operation })),
);

/** The API's route files with the methods that they export, as the disk has them, without loading any. */
function routesOnDisk(): string[] {
  const files = ["app/api/v1", "app/flagd", "app/ofrep"].flatMap((part) =>
    fs.readdirSync(path.join(root, part), { recursive: true, encoding: "utf8" }).map((file) => path.join(part, file)),
  );
  return files
    .filter((file) => path.basename(file) === "route.ts")
    .flatMap((file) => {
      const exported = fs
        .readFileSync(path.join(root, file), "utf8")
        .matchAll(/^export (?:const|async function|function) ([A-Z]+)\b/gm);
      const template = urlTemplate(`/${path.dirname(file).split(path.sep).slice(1).join("/")}`);
      return [...exported].map(([, method]) => `${method} ${template}`);
    });
}

describe("committed description", () => {
  let made: string;
  beforeAll(async () => {
    made = `${JSON.stringify(buildOpenApi(await loadRoutes(path.join(root, "app"))), null, 2)}\n`;
  }, 60_000);

  test("the committed description is what the declarations make (npm run openapi writes it)", () => {
    expect(committed === made, "lib/contract/openapi.json is old: npm run openapi").toBe(true);
  });

  test("the committed description has every method of every route file on disk, and nothing else", () => {
    const served = routesOnDisk().filter((route) => !route.startsWith("OPTIONS "));
    expect(served.length).toBeGreaterThan(20);
    expect(operations.map(({ where }) => where).sort()).toEqual(served.sort());
  });

  test("the committed description gives each operation a name of its own and a tag that is explained", () => {
    const names = operations.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    const used = new Set(operations.flatMap(({ operation }) => operation.tags));
    expect(new Set(description.tags.map(({ name }) => name))).toEqual(used);
  });

  test("the committed description has examples that fit their own schemas", () => {
    const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
    ajv.addSchema(JSON.parse(committed), "description");
    let count = 0;
    for (const { where, operation } of operations) {
      const bodies = [operation.requestBody, ...Object.values(operation.responses)];
      for (const { schema, example } of bodies.flatMap((body) => Object.values(body?.content ?? {}))) {
        if (example === undefined) continue;
        const validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"description#/')));
        expect(validate(example) ? [] : validate.errors, where).toEqual([]);
        count += 1;
      }
    }
    expect(count).toBeGreaterThan(15);
  });

  test("the committed description says of every operation with a body how it can fail", () => {
    for (const { where, operation } of operations) {
      if (operation.requestBody === undefined || where.includes("/ofrep/")) continue;
      expect(Object.keys(operation.responses), where).toEqual(
        expect.arrayContaining(["400", "401", "403", "413", "415", "422", "429", "500"]),
      );
    }
  });
});

test("a route that is neither defined nor described cannot be left out", () => {
  // A route file may export anything; this is one that did not use a definer.
  const handlers = { GET: Response.error };
  const stray = { path: "/api/v1/stray", handlers };
  expect(() => buildOpenApi([stray as never])).toThrow(/GET \/api\/v1\/stray/);
});
