import { fileURLToPath } from "node:url";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Scope } from "@/lib/contract/scope";
import { sharedService } from "../../support/api-service";
import { bearer, makeFixture, said, sendRow } from "./authorization-requests";
import { publicRoutes, rows, tokenRoutes } from "./authorization-rows";

const service = sharedService();

const UNAUTHENTICATED = { error: "Invalid or missing API key" };

/** All that a refused request could have changed. When a key was last used is noted for refused requests, too. */
const stored = () =>
  service.stored.query(`
    SELECT (SELECT json_agg(p ORDER BY id) FROM projects p) AS projects,
            (SELECT json_agg(f ORDER BY id) FROM flags f) AS flags,
           (SELECT json_agg(r ORDER BY id) FROM rules r) AS rules,
            (SELECT json_agg(s ORDER BY id) FROM segments s) AS segments,
           (SELECT json_agg(t ORDER BY id) FROM test_users t) AS test_users, (SELECT count(*) FROM api_keys) AS keys,
           (SELECT count(*) FROM audit_entries) AS audit, (SELECT count(*) FROM users) AS users`);

let keys: Record<"write" | "evaluate" | "expired" | "revoked", string>;
const unknown = `kr_live_${"A".repeat(43)}`;

beforeAll(async () => {
  const make = async (scopes: Scope[]) => (await service.createKey({ scopes })).key;
  const expired = await service.createKey({ scopes: ["flags:write"] });
  const revoked = await service.createKey({ scopes: ["flags:write"] });
  await service.stored.query(`UPDATE api_keys SET expires_at = now() - interval '1 second' WHERE id = '${expired.id}'`);
  await service.revokeKey(revoked.id);
  keys = {
    write: await make(["flags:write"]),
    evaluate: await make(["flags:evaluate"]),
    expired: expired.key,
    revoked: revoked.key,
  };
});

// The matrix sends more wrong keys in a minute than one address may: each test begins a new minute.
beforeEach(() => {
  Reflect.get(globalThis, Symbol.for("guidon.process-state")).delete("rate-limiters");
});

test("every route has a row here, and every row a route", async () => {
  const { loadRoutes, methods } = await import("@/lib/server/http/route-table");
  const routes = await loadRoutes(fileURLToPath(new URL("../../../app", import.meta.url)));
  const described = routes.filter(({ path }) => !path.startsWith("/api/auth/"));
  const served = described.flatMap(({ path, handlers }) =>
    methods
      .filter((method) => method !== "OPTIONS" && handlers[method] !== undefined)
      .map((method) => `${method} ${path}`),
  );
  expect(served.sort()).toEqual([...Object.keys(rows), ...publicRoutes, ...tokenRoutes].sort());
});

describe.each(Object.entries(rows))("%s", (route, row) => {
  test("a route is closed to whoever cannot say who they are, and changes nothing for them", async () => {
    const fixture = await makeFixture(service);
    const before = await stored();
    const strangers = [null, "", "nonsense", `${unknown}x`, unknown.toUpperCase(), unknown, keys.expired, keys.revoked];
    for (const key of strangers) {
      const { status, body } = await sendRow(service, route, row, fixture, key === null ? {} : bearer(key));
      expect({ key, status, body }).toEqual({ key, status: 401, body: said(row, UNAUTHENTICATED) });
    }
    expect(await stored()).toEqual(before);
  });
});

const forKeys = Object.entries(rows).filter(([, row]) => !row.isForPeople);

describe.each(forKeys)("%s", (route, row) => {
  test("a route does its work for a key that may do no more than it takes", async () => {
    const fixture = await makeFixture(service);
    const { key } = await service.createKey({
      scopes: [row.scope],
      ...(row.limited === undefined && { projectSlugs: [fixture.slug] }),
      ...(Array.isArray(row.reach) && row.reach.length > 0 && { environments: row.reach }),
    });
    expect((await sendRow(service, route, row, fixture, bearer(key))).status).toBe(row.status);
  });
});

test("a limited key sees its own projects in the list, and no other", async () => {
  const [mine, other] = [await service.project(), await service.project()];
  const { key } = await service.createKey({ scopes: ["flags:read"], projectSlugs: [mine.slug] });
  const { body } = await service.call("GET", "/api/v1/flags/projects", { key });
  expect(body.data).toEqual([mine]);
  expect((await service.call("GET", `/api/v1/flags/projects/${other.id}`, { key })).status).toBe(403);
});

test("a limited key may not link or copy across projects, nor reach into another by its own resource", async () => {
  const [mine, other] = [await makeFixture(service), await makeFixture(service)];
  const { key } = await service.createKey({ scopes: ["flags:write"], projectSlugs: [mine.slug] });
  const foreignSegment = await service.call("PATCH", `/api/v1/flags/${mine.flagId}/rules/${mine.ruleId}`, {
    key,
    body: { segment_id: other.segmentId },
  });
  expect(foreignSegment.status).toBe(422);
  const foreignRule = await service.call("GET", `/api/v1/flags/${mine.flagId}/rules/${other.ruleId}`, { key });
  expect(foreignRule.status).toBe(404);
});

test.each(publicRoutes)("%s is open to anyone, whatever key they send", async (route) => {
  const [method = "", path = ""] = route.split(" ");
  for (const key of [null, "nonsense", keys.revoked, keys.evaluate]) {
    expect((await service.call(method, path, { key })).status).toBe(200);
  }
});

test("a missing key is asked for", async () => {
  const { headers } = await service.call("GET", "/api/v1/flags/projects", { key: null });
  expect(headers.get("www-authenticate")).toBe("Bearer");
});

test.each(["Basic abc", "Bearer", "Bearer ", "Token KEY", "KEY", "Bearer KEY KEY", "Bearer  "])(
  "Authorization: %s carries no key that we know",
  async (form) => {
    const authorization = form.replaceAll("KEY", keys.write);
    const { status, body } = await service.call("GET", "/api/v1/flags/projects", {
      key: null,
      headers: { authorization },
    });
    expect({ status, body }).toEqual({ status: 401, body: UNAUTHENTICATED });
  },
);

test("a key is taken from the Authorization header alone: not from X-API-Key, nor from the address", async () => {
  const path = "/api/v1/flags/projects";
  expect((await service.call("GET", path, { key: null, headers: { "x-api-key": keys.write } })).status).toBe(401);
  expect((await service.call("GET", `${path}?api_key=${keys.write}`, { key: null })).status).toBe(401);
});
