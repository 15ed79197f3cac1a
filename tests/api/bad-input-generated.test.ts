import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AnyRouteDefinition } from "@/lib/server/http/define-route";
import { loadRoutes, methods } from "@/lib/server/http/route-table";
import { fixturesOf } from "../support/api-service";
import { failureProblem } from "../support/failure-shape";
import { hostileBody } from "../support/hostile-json";
import { startService } from "../support/service";

interface Operation {
  name: string;
  method: string;
  path: string;
  definition: AnyRouteDefinition;
}

// Before the routes: with them come modules that read the settings.
const service = await startService();
const fixtures = fixturesOf(service);
const routes = await loadRoutes(fileURLToPath(new URL("../../app", import.meta.url)));
const operations = routes.flatMap(({ path, handlers }) =>
  methods.flatMap((method): Operation[] => {
    const handler = handlers[method];
    if (handler === undefined || !("definition" in handler)) return [];
    return [{ name: handler.definition.id, method, path, definition: handler.definition }];
  }),
);

let key: string;
/** What stands for a path's parameters, and for the ids in the examples. */
let ids: Record<string, string>;
let ruleIds: string[];

beforeAll(async () => {
  key = (await service.createKey()).key;
  const project = await fixtures.project();
  const flag = await fixtures.flag(project);
  const segment = await fixtures.segment(project);
  const rules = [await fixtures.rule(flag), await fixtures.rule(flag)];
  ruleIds = rules.map(({ id }) => id);
  ids = { project_id: project.id, flag_id: flag.id, segment_id: segment.id, rule_id: ruleIds[0] ?? "" };
});
afterAll(() => service.close());

const UNKNOWN = "00000000-0000-4000-8000-000000000000";
const pathOf = ({ path }: Operation, replaced: Record<string, string> = ids) =>
  path.replace(/\[(\w+)\]/g, (_, name: string) => replaced[name] ?? UNKNOWN);

/** A route's own example, about what there is here. */
function exampleOf({ definition }: Operation): object {
  const example = definition.body?.example;
  if (typeof example !== "object" || example === null) throw new Error(`${definition.id} has a body and no example`);
  return {
    ...example,
    ...("project_id" in example && { project_id: ids.project_id }),
    ...("rule_ids" in example && { rule_ids: ruleIds }),
  };
}

interface Sent {
  method: string;
  path: string;
  body?: Buffer<ArrayBuffer>;
  isChunked?: boolean;
}

async function send({ method, path, body, isChunked = false }: Sent): Promise<{ status: number; text: string }> {
  // Without a length, fetch sends a stream in chunks.
  const streamed = isChunked && body !== undefined ? { body: new Blob([body]).stream(), duplex: "half" as const } : {};
  const response = await fetch(service.url + path, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body }),
    ...streamed,
  });
  if (response.headers.get("content-type")?.startsWith("text/event-stream")) {
    await response.body?.cancel();
    return { status: response.status, text: "" };
  }
  return { status: response.status, text: await response.text() };
}

/** What was stored after the last request; undefined once that may have changed it. */
let before: string | undefined;

/** A refusal has the contract's shape and stores nothing; a fault there is never. */
async function expectClear(operation: Operation, sent: Sent): Promise<number> {
  before ??= await service.stored.everything();
  const { status, text } = await send(sent);
  expect(status, text).toBeLessThan(500);
  if (status >= 400) {
    const body: unknown = JSON.parse(text);
    if (operation.definition.failure === undefined) expect(failureProblem(status, body)).toBeUndefined();
    expect(await service.stored.everything()).toBe(before);
  } else if (sent.method !== "GET") before = undefined;
  return status;
}

const withBody = operations.filter(({ definition }) => definition.body !== undefined);

test.each(withBody)(
  "$name answers any body with what it asked for or a clear refusal",
  async (operation) => {
    const counts = { refused: 0, done: 0 };
    await fc.assert(
      fc.asyncProperty(hostileBody(exampleOf(operation)), fc.boolean(), async (body, isChunked) => {
        const path = pathOf(operation);
        const status = await expectClear(operation, { method: operation.method, path, body, isChunked });
        counts[status < 300 ? "done" : "refused"] += 1;
      }),
      { numRuns: 60 },
    );
    expect(counts.refused).toBeGreaterThan(20);
  },
  120_000,
);

const oddSegment = fc.oneof(
  fc.constantFrom("x", "1", "%00", "%2e%2e", "%F0%9F", "%", "null", "__proto__", "a".repeat(5_000), "%0d%0aX: y"),
  fc.constantFrom("00000000-0000-4000-8000-00000000000g", "{00000000-0000-4000-8000-000000000000}"),
  fc.string({ unit: "binary", minLength: 1 }).map(encodeURIComponentLoosely),
);

function encodeURIComponentLoosely(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(".", "%2E");
}

const withParameters = operations.filter(({ path }) => path.startsWith("/api/v1/flags/") && path.includes("["));

test.each(withParameters)("$name under a path id that is none is 404", async (operation) => {
  await fc.assert(
    fc.asyncProperty(oddSegment, fc.nat(9), async (odd, at) => {
      const names = [...operation.path.matchAll(/\[(\w+)\]/g)].map(([, name]) => name ?? "");
      const replaced = { ...ids, [names[at % names.length] ?? ""]: odd };
      const body = operation.definition.body === undefined ? undefined : Buffer.from("{}");
      const sent = { method: operation.method, path: pathOf(operation, replaced), ...(body !== undefined && { body }) };
      // A segment of that name may be another route's, which says so in its own way.
      expect([400, 404, 405]).toContain(await expectClear(operation, sent));
    }),
    { numRuns: 25 },
  );
});

const oddParameters = [
  ...["", "0", "-1", "1e3", "201", "١", "%00", "a%00b", "%FF", "%ED%A0%80", "%", "production", "moon", UNKNOWN],
  ...[[9e15], [-9e15], [1e9, 2], ["x"], [8.64e15, UNKNOWN], [0, "x"], []].map(cursor),
  ...["!!!", "x".repeat(600), "__proto__"],
];

const reads = operations.filter(({ method }) => method === "GET");

test.each(reads)(
  "$name answers any query parameter with what was asked for or a clear refusal",
  async (operation) => {
    const known: string[] =
      operation.definition.query === undefined ? [] : Object.keys(operation.definition.query.shape);
    // One at a time beside what is required: a second fault would hide the first from whatever reads it.
    const needed = known.includes("project_id") ? `project_id=${ids.project_id}&` : "";
    for (const name of [...known, "x", "__proto__"]) {
      for (const value of oddParameters) {
        const prefix = name === "project_id" ? "" : needed;
        await expectClear(operation, { method: "GET", path: `${pathOf(operation)}?${prefix}${name}=${value}` });
      }
    }
  },
  60_000,
);

function cursor(position: unknown[]): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}
