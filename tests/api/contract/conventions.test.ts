import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { sharedService } from "../../support/api-service";

const service = sharedService();
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe("paths and methods", () => {
  test.each(["/api", "/api/v1", "/api/v1/nothing", "/api/v1/flags/segments/x/y/z"])(
    "the path %s is not found",
    async (path) => {
      const { status, body } = await service.call("GET", path);
      expect({ status, body }).toEqual({ status: 404, body: { error: "Not found" } });
    },
  );

  test.each([
    ["PUT", "/api/v1/flags/projects", "GET, POST, HEAD"],
    ["POST", `/api/v1/flags/projects/${randomUUID()}`, "GET, PATCH, DELETE, HEAD"],
    ["DELETE", "/api/v1/flags", "GET, POST, HEAD"],
    ["PUT", `/api/v1/flags/segments/${randomUUID()}`, "GET, PATCH, DELETE, HEAD"],
    ["GET", `/api/v1/flags/${randomUUID()}/rules/order`, "PUT"],
    ["HEAD", `/api/v1/flags/${randomUUID()}/rules/copy`, "POST"],
    ["POST", "/api/v1/flags/audit", "GET, HEAD"],
    ["DELETE", "/api/v1/openapi.json", "GET, HEAD"],
  ])("the method of %s %s is not allowed, and Allow says what is", async (method, path, allow) => {
    const { status, headers, body } = await service.call(method, path, { key: null });
    expect({ status, allow: headers.get("allow") }).toEqual({ status: 405, allow });
    expect(body).toEqual(method === "HEAD" ? undefined : { error: "Method not allowed" });
  });

  test("HEAD answers as GET does, without a body", async () => {
    const project = await service.project();
    const path = `/api/v1/flags/projects/${project.id}`;
    const [get, head] = [await service.call("GET", path), await service.call("HEAD", path)];
    expect(head.status).toBe(200);
    expect(head.text).toBe("");
    expect(head.headers.get("etag")).toBe(get.headers.get("etag"));
    expect(head.headers.get("content-type")).toBe("application/json");
    expect((await service.call("HEAD", `/api/v1/flags/projects/${randomUUID()}`)).status).toBe(404);
  });

  test.each(["not-a-uuid", "123", "00000000-0000-0000-0000-00000000000", "%00", "%F0%9F%92%A9", "a%2Fb", "%"])(
    "the id %s, which is no UUID, is not found",
    async (id) => {
      for (const path of [`projects/${id}`, id, `segments/${id}`, `segments/${id}/usage`, `${id}/rules`]) {
        const { status, body } = await service.call("GET", `/api/v1/flags/${path}`);
        expect({ path, status, body }).toEqual({ path, status: 404, body: { error: "Not found" } });
      }
    },
  );

  test("an id is read in upper case, too", async () => {
    const { id } = await service.project();
    expect(await service.data("GET", `/api/v1/flags/projects/${id.toUpperCase()}`)).toMatchObject({ id });
    expect(await service.data("GET", `/api/v1/flags?project_id=${id.toUpperCase()}`)).toEqual([]);
  });
});

describe("x-request-id", () => {
  const path = "/api/v1/flags/projects";

  test.each(["abc-123", "req_1.2:3", "x".repeat(128)])("x-request-id %s is given back", async (id) => {
    const { headers } = await service.call("GET", path, { headers: { "x-request-id": id } });
    expect(headers.get("x-request-id")).toBe(id);
  });

  test.each(["", "two words", "a\tb", "<script>", "x".repeat(129), "ünicode"])(
    "x-request-id %j could do harm in a log and is replaced",
    async (id) => {
      const { headers } = await service.call("GET", path, { headers: { "x-request-id": id } });
      expect(headers.get("x-request-id")).toMatch(UUID);
    },
  );

  test("every answer has an x-request-id of its own when the request has none", async () => {
    const answers = await Promise.all([
      service.call("GET", path),
      service.call("GET", path, { key: null }),
      service.call("POST", path, { raw: "{" }),
      service.call("GET", "/api/v1/nothing"),
      service.call("PUT", path),
      service.call("GET", "/api/v1/openapi.json"),
    ]);
    const ids = answers.map(({ headers }) => headers.get("x-request-id"));
    for (const id of ids) expect(id).toMatch(UUID);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("bodies", () => {
  const path = "/api/v1/flags/projects";

  test.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "application/jsonp",
    "json",
    "",
  ])("bodies of type %j get 415", async (type) => {
    const { status, body } = await service.call("POST", path, {
      body: { name: "X" },
      headers: { "content-type": type },
    });
    expect({ status, body }).toEqual({ status: 415, body: { error: "Content-Type must be application/json" } });
  });

  test.each([
    "application/json",
    "application/json; charset=utf-8",
    "APPLICATION/JSON",
    "application/merge-patch+json",
  ])("bodies of type %s are read", async (type) => {
    const { status } = await service.call("POST", path, { body: { name: "X" }, headers: { "content-type": type } });
    expect(status).toBe(201);
  });

  test.each(["gzip", "br", "deflate", "identity, gzip", "x"])(
    "bodies that are packed (%s) get 415",
    async (encoding) => {
      const { status, body, headers } = await service.call("POST", path, {
        body: { name: "X" },
        headers: { "content-encoding": encoding },
      });
      expect({ status, body }).toEqual({
        status: 415,
        body: { error: "Content-Encoding is not supported: send the body as it is" },
      });
      expect(headers.get("accept-encoding")).toBe("identity");
    },
  );

  test("bodies that say that they are not packed are read", async () => {
    const headers = { "content-encoding": "identity" };
    expect((await service.call("POST", path, { body: { name: "X" }, headers })).status).toBe(201);
  });

  test("no body at all gets 415 when it names no type, and 400 when it says JSON", async () => {
    expect((await service.call("POST", path)).status).toBe(415);
    expect((await service.call("POST", path, { raw: "" })).status).toBe(400);
  });

  test.each(["{", "nonsense", "{'name': 'X'}", '{"name": "X",}', "\u0000", '{"name": "X"} {}'])(
    "the body %j, which is not JSON, gets 400",
    async (raw) => {
      const { status, body } = await service.call("POST", path, { raw });
      expect({ status, body }).toEqual({ status: 400, body: { error: "Request body is not valid JSON" } });
    },
  );

  test.each(["[]", '[{"name": "X"}]', "null", '"name"', "1", "true"])(
    "the body %s, which is no object, gets 400",
    async (raw) => {
      const { status, body } = await service.call("POST", path, { raw });
      expect({ status, body }).toEqual({ status: 400, body: { error: "Request body must be a JSON object" } });
    },
  );

  test("a body that does not fit gets 422 with every problem at once, by dotted path", async () => {
    const { id: project_id } = await service.project();
    const { status, body } = await service.call("POST", "/api/v1/flags/segments", {
      body: {
        project_id,
        nmae: "typo",
        rules: [{ key: "plan", operator: "is", value: 1 }, { key: "", operator: "in", value: 5, extra: true }, "no"],
        match_type: "some",
      },
    });
    expect(status).toBe(422);
    expect(body.error).toBe("Validation failed");
    expect(Object.keys(body.details).sort()).toEqual([
      "match_type",
      "name",
      "nmae",
      "rules.0.operator",
      "rules.1.extra",
      "rules.1.key",
      "rules.1.value",
      "rules.2",
    ]);
    expect(body.details.name).toEqual(["Required"]);
    expect(body.details.nmae).toEqual(["Unknown field"]);
    for (const operator of "equals not_equals contains not_contains in not_in greater_than less_than".split(" ")) {
      expect(body.details["rules.0.operator"][0]).toContain(operator);
    }
  });

  test("a field of a body that is not documented is refused wherever it stands, and nothing is stored", async () => {
    const { id: project_id } = await service.project();
    const flag = await service.flag(project_id);
    const rule = await service.rule(flag.id);
    const writes: [string, string, object][] = [
      ["PATCH", `/api/v1/flags/projects/${project_id}`, { name: "Y" }],
      ["PATCH", `/api/v1/flags/${flag.id}`, { name: "Y" }],
      ["PATCH", `/api/v1/flags/${flag.id}/rules/${rule.id}`, { percentage: 5 }],
      ["POST", `/api/v1/flags/${flag.id}/rules`, { environment: "production", conditions: [], value: true }],
      ["PUT", `/api/v1/flags/${flag.id}/rules/order`, { environment: "production", rule_ids: [rule.id] }],
    ];
    for (const [method, path, body] of writes) {
      const answer = await service.call(method, path, { body: { ...body, surprise: 1 } });
      expect(answer.status, path).toBe(422);
      expect(answer.body.details, path).toEqual({ surprise: ["Unknown field"] });
    }
    expect(await service.data("GET", `/api/v1/flags/${flag.id}/rules`)).toHaveLength(1);
    expect(await service.data("GET", `/api/v1/flags/${flag.id}`)).toEqual(flag);
  });
});

describe("query parameters", () => {
  test("a required query parameter that is missing is named", async () => {
    for (const path of ["/api/v1/flags", "/api/v1/flags/segments", "/api/v1/flags/audit"]) {
      const { status, body } = await service.call("GET", path);
      expect({ path, status, body }).toEqual({ path, status: 400, body: { error: "project_id is required" } });
    }
  });

  test("a query parameter that is unknown, malformed or repeated gets 400 and is named", async () => {
    const { id } = await service.project();
    const flag = await service.flag(id);
    const cases: [string, string][] = [
      [`/api/v1/flags?project_id=${id}&nope=1`, "nope"],
      [`/api/v1/flags/segments?project_id=${id}&status=active`, "status"],
      ["/api/v1/flags/segments?project_id=123", "project_id"],
      ["/api/v1/flags/segments?project_id=", "project_id"],
      [`/api/v1/flags/segments?project_id=${id}&project_id=${id}`, "project_id"],
      [`/api/v1/flags?project_id=${id}&status=deleted`, "status"],
      [`/api/v1/flags?project_id=${id}&tags=a`, "tags"],
      ["/api/v1/flags/projects?name=x", "name"],
      [`/api/v1/flags/projects/${id}?expand=flags`, "expand"],
      [`/api/v1/flags/${flag.id}/rules?environment=nowhere`, "environment"],
      [`/api/v1/flags/${flag.id}/rules?environment=`, "environment"],
      [`/api/v1/flags/${flag.id}/rules?environment=production&environment=staging`, "environment"],
      [`/api/v1/flags/${flag.id}/rules?search=x`, "search"],
    ];
    for (const [path, name] of cases) {
      const { status, body } = await service.call("GET", path);
      expect({ path, status }).toEqual({ path, status: 400 });
      expect(body, path).toEqual({ error: expect.stringContaining(name) });
    }
  });

  test("an unknown query parameter is refused on writes, too, and nothing is written", async () => {
    const project = await service.project();
    const path = `/api/v1/flags/projects/${project.id}`;
    const { status } = await service.call("PATCH", `${path}?dry_run=true`, { body: { name: "Changed" } });
    expect(status).toBe(400);
    expect(await service.data("GET", path)).toEqual(project);
  });

  test("a list of a project that is not there is not found", async () => {
    for (const list of ["flags", "flags/segments", "flags/audit"]) {
      const { status, body } = await service.call("GET", `/api/v1/${list}?project_id=${randomUUID()}`);
      expect({ list, status, body }).toEqual({ list, status: 404, body: { error: "Not found" } });
    }
  });
});

test("a rule under another flag's path is not found, and is not touched", async () => {
  const { id } = await service.project();
  const [flag, other] = [await service.flag(id), await service.flag(id)];
  const rule = await service.rule(flag.id);
  const path = `/api/v1/flags/${other.id}/rules/${rule.id}`;
  for (const [method, options] of [
    ["GET", {}],
    ["PATCH", { body: { percentage: 1 } }],
    ["DELETE", {}],
  ] as const) {
    const { status, body } = await service.call(method, path, options);
    expect({ method, status, body }).toEqual({ method, status: 404, body: { error: "Not found" } });
  }
  expect(await service.data("GET", `/api/v1/flags/${flag.id}/rules`)).toEqual([rule]);
});

test("the API's description is public, for any origin, and can be kept", async () => {
  const { status, headers, body } = await service.call("GET", "/api/v1/openapi.json", { key: null });
  expect({ status, version: body.openapi }).toEqual({ status: 200, version: "3.1.0" });
  expect(headers.get("access-control-allow-origin")).toBe("*");
  const kept = { "if-none-match": headers.get("etag") ?? "" };
  expect((await service.call("GET", "/api/v1/openapi.json", { key: null, headers: kept })).status).toBe(304);
});
