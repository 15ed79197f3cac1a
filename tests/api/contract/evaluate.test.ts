import { beforeAll, describe, expect, test } from "vitest";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import { sharedService } from "../../support/api-service";

const service = sharedService();
let project: Project;
let flag: Flag;

beforeAll(async () => {
  project = await service.project();
  flag = await service.flag(project, { key: "new-checkout", enabled: true });
});

const evaluate = (body: object, options: object = {}) =>
  service.call("POST", "/api/v1/flags/evaluate", { body: { project_id: project.id, ...body }, ...options });

describe("flag's value", () => {
  test("a flag's value is its default, with reason STATIC, while the environment has no enabled rule", async () => {
    const answer = await evaluate({ flag_key: flag.key, environment: "staging", context: {} });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      data: { flag_key: flag.key, value: false, reason: "STATIC", rule_id: null, environment: "staging" },
    });
  });

  test("a flag's value is what a write just made it, on the instance that answered the write", async () => {
    const own = await service.flag(project, { enabled: true });
    const context = { plan: "pro" };
    expect((await evaluate({ flag_key: own.key, context })).body.data.value).toBe(false);
    const rule = await service.rule(own, {
      conditions: [{ attribute: "plan", operator: "equals", value: "pro" }],
    });
    expect((await evaluate({ flag_key: own.key, context })).body.data).toMatchObject({
      value: true,
      reason: "TARGETING_MATCH",
      rule_id: rule.id,
      environment: "production",
    });
    await service.call("PATCH", `/api/v1/flags/${own.id}`, { body: { enabled: false } });
    expect((await evaluate({ flag_key: own.key, context })).body.data).toMatchObject({
      value: false,
      reason: "DISABLED",
    });
  });

  test("a flag's value comes with a trace of every rule and condition when it is to be explained", async () => {
    const own = await service.flag(project, { enabled: true });
    const segment = await service.segment(project);
    await service.rule(own, { conditions: [{ attribute: "country", operator: "equals", value: "US" }] });
    await service.rule(own, { segment_id: segment.id, percentage: 100 });
    await service.rule(own);
    const answer = await evaluate({ flag_key: own.key, context: { plan: "pro", user_id: "u-1" }, explain: true });
    expect(answer.body.data.trace.map((rule: { outcome: string }) => rule.outcome)).toEqual([
      "no_match",
      "match",
      "not_reached",
    ]);
    expect(answer.body.data.trace[0].conditions[0]).toMatchObject({
      matches: false,
      detail: 'cannot evaluate: no "country"',
    });
    expect(answer.body.data.trace[1].segment).toMatchObject({
      segment_id: segment.id,
      match_type: "all",
      matches: true,
    });
  });

  test("a flag's value follows an edited segment and a deleted one", async () => {
    const own = await service.flag(project, { enabled: true });
    const segment = await service.segment(project);
    await service.rule(own, { segment_id: segment.id });
    const ask = async (plan: string) => (await evaluate({ flag_key: own.key, context: { plan } })).body.data.value;
    expect([await ask("pro"), await ask("team")]).toEqual([true, false]);
    await service.call("PATCH", `/api/v1/flags/segments/${segment.id}`, {
      body: { rules: [{ key: "plan", operator: "in", value: ["team"] }] },
    });
    expect([await ask("pro"), await ask("team")]).toEqual([false, true]);
    await service.call("DELETE", `/api/v1/flags/segments/${segment.id}`);
    expect([await ask("pro"), await ask("team")]).toEqual([false, false]);
  });
});

describe("what cannot be evaluated", () => {
  test("the evaluation of an unknown flag is 404 and says so", async () => {
    const answer = await evaluate({ flag_key: "__proto__", context: {} });
    expect([answer.status, answer.body]).toEqual([404, { error: "Flag not found" }]);
  });

  test("an evaluation in an unknown environment is 422, in an unknown or deleted project 404", async () => {
    const nowhere = await evaluate({ flag_key: flag.key, environment: "moon", context: {} });
    expect([nowhere.status, Object.keys(nowhere.body.details)]).toEqual([422, ["environment"]]);
    const unknown = await evaluate({ project_id: "00000000-0000-4000-8000-000000000000", flag_key: "a", context: {} });
    expect(unknown.status).toBe(404);
    const doomed = await service.project();
    const doomedFlag = await service.flag(doomed);
    const ask = () => evaluate({ project_id: doomed.id, flag_key: doomedFlag.key, context: {} });
    expect((await ask()).status).toBe(200);
    await service.call("DELETE", `/api/v1/flags/projects/${doomed.id}?confirm=${doomed.slug}`);
    expect((await ask()).status).toBe(404);
  });

  test("an evaluation is told at once that its context is no object, and everything else that is wrong", async () => {
    const answer = await evaluate({ flag_key: 1, context: [], color: "red" });
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.body.details).sort()).toEqual(["color", "context", "flag_key"]);
  });
});

describe("bootstrap", () => {
  test("bootstrap gives every flag that is not archived, and agrees with single evaluation", async () => {
    const own = await service.project();
    const json = await service.flag(own, {
      flag_type: "json",
      default_value: { value: { a: [null] } },
      enabled: true,
    });
    const off = await service.flag(own, { flag_type: "string", default_value: "off" });
    await service.flag(own, { status: "archived" });
    const answer = await service.call("POST", "/api/v1/flags/bootstrap", { body: { project_id: own.id, context: {} } });
    expect(answer.status).toBe(200);
    expect(answer.body.data).toEqual({
      environment: "production",
      revision: expect.any(Number),
      flags: {
        [json.key]: { value: { a: [null] }, reason: "STATIC", rule_id: null },
        [off.key]: { value: "off", reason: "DISABLED", rule_id: null },
      },
    });
  });
});

describe("who may evaluate", () => {
  test("a key for evaluation alone may evaluate, and may do nothing else", async () => {
    const { key } = await service.createKey({ scopes: ["flags:evaluate"] });
    expect((await evaluate({ flag_key: flag.key, context: {} }, { key })).status).toBe(200);
    expect((await service.call("GET", `/api/v1/flags?project_id=${project.id}`, { key })).status).toBe(403);
  });

  test("a key limited to one project may leave the project out, and is refused in another", async () => {
    const { key } = await service.createKey({ scopes: ["flags:evaluate"], projectSlugs: [project.slug] });
    const own = await service.call("POST", "/api/v1/flags/evaluate", {
      key,
      body: { flag_key: flag.key, context: {} },
    });
    expect(own.body.data.flag_key).toBe(flag.key);
    const other = await service.project();
    expect((await evaluate({ project_id: other.id, flag_key: "a", context: {} }, { key })).status).toBe(403);
  });

  test("an unlimited key must name the project", async () => {
    const answer = await service.call("POST", "/api/v1/flags/evaluate", { body: { flag_key: "a", context: {} } });
    expect([answer.status, answer.body.details]).toEqual([422, { project_id: ["Required"] }]);
  });

  test("a page of another origin may evaluate, with a key and any headers, and nothing else", async () => {
    const ourHeaders = expect.stringContaining("authorization, content-type");
    const preflight = await service.call("OPTIONS", "/api/v1/flags/evaluate", { key: null });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
    expect(preflight.headers.get("access-control-allow-credentials")).toBeNull();
    const tracing = "authorization,content-type,traceparent,tracestate,baggage,sentry-trace,x-datadog-trace-id";
    for (const [asked, allowed] of [
      [tracing, tracing],
      ["x-a , x-b", "x-a , x-b"],
      ["x-a\tb", ourHeaders],
      ["x".repeat(5_000), ourHeaders],
    ] as const) {
      const answer = await service.call("OPTIONS", "/api/v1/flags/evaluate", {
        key: null,
        headers: { "access-control-request-headers": asked },
      });
      expect(answer.headers.get("access-control-allow-headers")).toEqual(allowed);
    }
    const headers = { origin: "https://shop.example" };
    const answer = await evaluate({ flag_key: flag.key, context: {} }, { headers });
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("access-control-expose-headers")).toContain("x-ratelimit-remaining");
    const refused = await evaluate({ flag_key: flag.key, context: {} }, { key: null, headers });
    expect([refused.status, refused.headers.get("access-control-allow-origin")]).toEqual([401, "*"]);
    const other = await service.call("GET", `/api/v1/flags?project_id=${project.id}`, { headers });
    expect(other.headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("OFREP", () => {
  const ofrep = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    service.call("POST", `/ofrep/v1/evaluate/flags${path}`, {
      body,
      headers: { "x-project-id": project.id, ...headers },
    });

  test("OFREP takes targetingKey for user_id", async () => {
    const own = await service.flag(project, { enabled: true });
    await service.rule(own, { conditions: [{ attribute: "user_id", operator: "equals", value: "u-1" }] });
    const value = async (context: object) => (await ofrep(`/${own.key}`, { context })).body.value;
    expect(await value({ targetingKey: "u-1" })).toBe(true);
    expect(await value({ targetingKey: "u-2" })).toBe(false);
    expect(await value({ targetingKey: "u-2", user_id: "u-1" })).toBe(true);
  });

  test("OFREP answers bulk evaluation with a tag, and 304 while nothing changed for this context", async () => {
    const first = await ofrep("", { context: { targetingKey: "u-1" } });
    expect(first.status).toBe(200);
    expect(first.body.flags.length).toBeGreaterThan(0);
    const etag = first.headers.get("etag") ?? "";
    const again = await ofrep("", { context: { targetingKey: "u-1" } }, { "if-none-match": etag });
    expect([again.status, again.text]).toEqual([304, ""]);
  });

  test("OFREP says its failures in its own words", async () => {
    const missing = await ofrep("/nope", { context: {} });
    expect([missing.status, missing.body]).toEqual([
      404,
      { key: "nope", errorCode: "FLAG_NOT_FOUND", errorDetails: "Flag 'nope' was not found" },
    ]);
    const context = await ofrep(`/${flag.key}`, { context: "u-1" });
    expect([context.status, context.body.errorCode]).toEqual([400, "INVALID_CONTEXT"]);
    const json = await service.call("POST", `/ofrep/v1/evaluate/flags/${flag.key}`, { raw: "{" });
    expect([json.status, json.body.errorCode]).toEqual([400, "PARSE_ERROR"]);
    const nowhere = await ofrep(`/${flag.key}`, { context: {} }, { "x-environment": "moon" });
    expect([nowhere.status, nowhere.body.errorCode]).toEqual([400, "GENERAL"]);
    const stranger = await service.call("POST", "/ofrep/v1/evaluate/flags", { key: null, body: { context: {} } });
    expect([stranger.status, Object.keys(stranger.body)]).toEqual([401, ["errorDetails"]]);
  });

  test("OFREP takes the key as X-API-Key, too", async () => {
    const { key } = await service.createKey({ scopes: ["flags:evaluate"] });
    const call = (headers: Record<string, string>) =>
      service.call("POST", `/ofrep/v1/evaluate/flags/${flag.key}`, {
        key: null,
        headers: { "x-project-id": project.id, ...headers },
        body: { context: {} },
      });
    expect((await call({ "x-api-key": key })).status).toBe(200);
    // Another scheme is a proxy's business; a Bearer is ours, and counts.
    expect((await call({ "x-api-key": key, authorization: "Basic Zm9vOmJhcg==" })).status).toBe(200);
    expect((await call({ "x-api-key": key, authorization: "" })).status).toBe(200);
    expect((await call({ "x-api-key": key, authorization: "Bearer kr_live_wrong" })).status).toBe(401);
    expect((await call({ authorization: "Basic Zm9vOmJhcg==" })).status).toBe(401);
  });
});
