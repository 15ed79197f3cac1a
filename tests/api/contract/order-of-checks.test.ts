import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { sharedService } from "../../support/api-service";

const service = sharedService();

const tooLarge = new Uint8Array(2 * 1024 * 1024).fill(0x20);

/** All that could be told apart by someone who may not know. */
async function everyWayToBeWrong(flagId: string, segmentId: string) {
  const path = "/api/v1/flags";
  return [
    ["POST", path, { body: { nonsense: true } }],
    ["POST", path, { raw: "{" }],
    ["POST", path, { raw: "[]" }],
    ["POST", path, { raw: tooLarge }],
    ["POST", path, { raw: "x", headers: { "content-type": "text/plain" } }],
    ["GET", `${path}?nope=1`, {}],
    ["GET", path, {}],
    ["GET", `${path}/${randomUUID()}`, {}],
    ["GET", `${path}/no-id`, {}],
    ["PATCH", `${path}/${flagId}`, { body: { key: "x", enabled: "yes" } }],
    ["PATCH", `${path}/${flagId}`, { body: {}, headers: { "if-match": '"stale"' } }],
    ["POST", `${path}/${flagId}/rules`, { body: {} }],
    ["DELETE", `${path}/segments/${segmentId}`, { headers: { "if-match": '"stale"' } }],
  ] as const;
}

async function fixture() {
  const { id: projectId } = await service.project();
  const { id: flagId } = await service.flag(projectId);
  const { id: segmentId } = await service.segment(projectId);
  return { projectId, flagId, segmentId };
}

test("a stranger gets 401 for anything: nothing tells them what is there or what would fit", async () => {
  const { flagId, segmentId } = await fixture();
  for (const [method, path, options] of await everyWayToBeWrong(flagId, segmentId)) {
    for (const key of [null, `kr_live_${"x".repeat(43)}`]) {
      const { status, body } = await service.call(method, path, { ...options, key });
      expect({ method, path, status, body }).toEqual({
        method,
        path,
        status: 401,
        body: { error: "Invalid or missing API key" },
      });
    }
  }
});

test("a key without the scope gets 403 for anything, before its request is read", async () => {
  const { flagId, segmentId } = await fixture();
  const { key } = await service.createKey({ scopes: ["flags:evaluate"] });
  for (const [method, path, options] of await everyWayToBeWrong(flagId, segmentId)) {
    const { status, body } = await service.call(method, path, { ...options, key });
    expect({ method, path, status, body }).toEqual({
      method,
      path,
      status: 403,
      body: { error: "Insufficient scope" },
    });
  }
});

describe("keys of another project", () => {
  const foreignKey = async () => {
    const { slug } = await service.project();
    return (await service.createKey({ scopes: ["flags:write"], projectSlugs: [slug] })).key;
  };

  test("a key of another project gets 403 before any other check when the path names the resource", async () => {
    const { projectId, flagId, segmentId } = await fixture();
    const rule = await service.rule(flagId);
    const key = await foreignKey();
    const wrong = [
      { body: { nonsense: true } },
      { raw: "{" },
      { raw: "[]" },
      { raw: tooLarge },
      { raw: "x", headers: { "content-type": "text/plain" } },
      { body: {}, headers: { "if-match": '"stale"' } },
    ];
    const writes = [
      ["PATCH", `/api/v1/flags/${flagId}`],
      ["PATCH", `/api/v1/flags/${flagId}?nope=1`],
      ["PATCH", `/api/v1/flags/segments/${segmentId}`],
      ["PATCH", `/api/v1/flags/projects/${projectId}`],
      ["POST", `/api/v1/flags/${flagId}/rules`],
      ["PUT", `/api/v1/flags/${flagId}/rules/order`],
      ["POST", `/api/v1/flags/${flagId}/rules/copy`],
      ["PATCH", `/api/v1/flags/${flagId}/rules/${rule.id}`],
    ] as const;
    for (const [method, path] of writes) {
      for (const options of wrong) {
        const { status, body } = await service.call(method, path, { ...options, key });
        expect({ method, path, status, body }).toEqual({ method, path, status: 403, body: { error: "Forbidden" } });
      }
    }
    const reads = [
      `/api/v1/flags/${flagId}/rules?environment=nowhere`,
      // Whether there is such a rule is no business of theirs.
      `/api/v1/flags/${flagId}/rules/${randomUUID()}`,
      `/api/v1/flags/segments/${segmentId}?nope=1`,
    ];
    for (const path of reads) {
      expect({ path, ...(await statusAndBody("GET", path, key)) }).toEqual({
        path,
        status: 403,
        body: { error: "Forbidden" },
      });
    }
  });

  test("a key of another project gets 403 before any other check when query or body names the project", async () => {
    const { projectId } = await fixture();
    const key = await foreignKey();
    for (const path of [
      `/api/v1/flags?project_id=${projectId}&nope=1`,
      `/api/v1/flags/segments?project_id=${projectId}&limit=0`,
    ]) {
      expect((await statusAndBody("GET", path, key)).status).toBe(403);
    }
    for (const path of ["/api/v1/flags", "/api/v1/flags/segments"]) {
      const { status, body } = await service.call("POST", path, {
        key,
        body: { project_id: projectId, nonsense: true },
      });
      expect({ status, body }).toEqual({ status: 403, body: { error: "Forbidden" } });
    }
  });

  async function statusAndBody(method: string, path: string, key: string) {
    const { status, body } = await service.call(method, path, { key });
    return { status, body };
  }
});

test("what is not there is 404 before the body is looked at", async () => {
  for (const options of [{ body: { nonsense: true } }, { raw: "{" }, { raw: tooLarge }]) {
    const { status } = await service.call("PATCH", `/api/v1/flags/${randomUUID()}`, options);
    expect(status).toBe(404);
  }
});

test("a body that does not fit is 422 before a stale If-Match is 412: the change was never possible", async () => {
  const { flagId } = await fixture();
  const headers = { "if-match": '"stale"' };
  expect((await service.call("PATCH", `/api/v1/flags/${flagId}`, { body: { enabled: 1 }, headers })).status).toBe(422);
  expect((await service.call("PATCH", `/api/v1/flags/${flagId}`, { body: { enabled: true }, headers })).status).toBe(
    412,
  );
});
