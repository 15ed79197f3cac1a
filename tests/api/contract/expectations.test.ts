import { describe, expect, test } from "vitest";
import { limits } from "@/lib/contract/limits";
import { sharedService } from "../../support/api-service";

const service = sharedService();
const USERS = "/api/v1/flags/test-users";

async function projectWithFlag(fields: object = {}) {
  const project = await service.project();
  const flag = await service.flag(project.id, { enabled: true, ...fields });
  const create = (expectations: unknown, more: object = {}) =>
    service.call("POST", USERS, {
      body: { project_id: project.id, name: "Ada", context: { plan: "pro" }, expectations, ...more },
    });
  const expectation = (more: object = {}) => ({ flag_id: flag.id, environment: "production", value: true, ...more });
  return { project, flag, create, expectation };
}

describe("what a test user should get", () => {
  test("what a test user should get is kept in order as sent, shown with the user, and replaced whole", async () => {
    const { project, create, expectation } = await projectWithFlag();
    const other = await service.flag(project.id, { flag_type: "json", default_value: { value: {} } });
    const sent = [
      expectation({ environment: "staging", value: false }),
      { flag_id: other.id, environment: "production", value: null },
      expectation(),
    ];
    const created = await create(sent);
    expect(created.status).toBe(201);
    expect(created.body.data.expectations).toEqual(sent);
    const path = `${USERS}/${created.body.data.id}`;
    expect((await service.data("GET", path)).expectations).toEqual(sent);
    const [listed] = await service.data("GET", `${USERS}?project_id=${project.id}`);
    expect(listed.expectations).toEqual(sent);

    const renamed = await service.data("PATCH", path, { name: "Ada L" });
    expect(renamed.expectations).toEqual(sent);
    const replaced = await service.data("PATCH", path, { expectations: [expectation({ value: false })] });
    expect(replaced).toMatchObject({ name: "Ada L", expectations: [expectation({ value: false })] });
    expect((await service.data("PATCH", path, { expectations: [] })).expectations).toEqual([]);
  });

  test("what a test user should get is nothing unless it is said", async () => {
    const { create } = await projectWithFlag();
    expect((await create(undefined)).body.data.expectations).toEqual([]);
  });

  test("what a test user should get is in the history with each change that changes something", async () => {
    const { project, create, expectation } = await projectWithFlag();
    const { id } = (await create([expectation()])).body.data;
    await service.data("PATCH", `${USERS}/${id}`, { expectations: [expectation()] });
    await service.data("PATCH", `${USERS}/${id}`, { expectations: [expectation({ value: false })] });
    const history = await service.data("GET", `/api/v1/flags/audit?project_id=${project.id}&resource_id=${id}`);
    const told = history.map(({ before, after }: { before: object | null; after: object }) => [
      before && Reflect.get(before, "expectations"),
      Reflect.get(after, "expectations"),
    ]);
    expect(told).toEqual([
      [[expectation()], [expectation({ value: false })]],
      [null, [expectation()]],
    ]);
  });

  test("what a test user should get is of existing flags, environments and values: all faults are told", async () => {
    const { create, expectation } = await projectWithFlag();
    const elsewhere = await service.flag((await service.project()).id);
    const refused = await create([
      expectation({ flag_id: elsewhere.id }),
      expectation({ environment: "nowhere" }),
      expectation({ value: "on" }),
    ]);
    expect(refused.status).toBe(422);
    expect(refused.body.details).toEqual({
      "expectations.0.flag_id": ["Must be a flag of the project"],
      "expectations.1.environment": [expect.stringContaining("production, staging, development")],
      "expectations.2.value": ["Must be a boolean: the flag's type is boolean"],
    });
  });

  test("what a test user should get is refused when said twice, with unknown fields, or too large", async () => {
    const { create, expectation } = await projectWithFlag({ flag_type: "json", default_value: { value: {} } });
    const problemsOf = async (expectations: unknown) => {
      const { status, body } = await create(expectations);
      expect(status).toBe(422);
      return Object.keys(body.details);
    };
    expect(await problemsOf([expectation(), expectation({ value: 1 })])).toEqual(["expectations.1"]);
    expect(await problemsOf([expectation({ flag: "x" })])).toEqual(["expectations.0.flag"]);
    expect(await problemsOf([{ ...expectation(), value: undefined }])).toEqual(["expectations.0.value"]);
    expect(await problemsOf(null)).toEqual(["expectations"]);
    const many = Array.from({ length: limits.expectationsPerTestUser + 1 }, (_, at) =>
      expectation({ environment: `${at}` }),
    );
    expect(await problemsOf(many)).toEqual(["expectations"]);
    expect(await problemsOf([expectation({ value: "x".repeat(limits.expectationBytes) })])).toEqual(["expectations"]);
    const deep = JSON.parse(`${"[".repeat(100)}${"]".repeat(100)}`);
    expect(await problemsOf([expectation({ value: deep })])).toEqual(["expectations.0.value"]);
  });

  test("what a test user should get goes with its flag and with its environment, and with no other", async () => {
    const { project, flag, create, expectation } = await projectWithFlag();
    const other = await service.flag(project.id);
    const kept = { flag_id: other.id, environment: "production", value: true };
    const { id } = (await create([expectation(), expectation({ environment: "staging" }), kept])).body.data;
    await service.data("PATCH", `/api/v1/flags/projects/${project.id}`, { environments: ["production"] });
    expect((await service.data("GET", `${USERS}/${id}`)).expectations).toEqual([expectation(), kept]);
    await service.data("DELETE", `/api/v1/flags/${flag.id}`);
    expect((await service.data("GET", `${USERS}/${id}`)).expectations).toEqual([kept]);
    await service.data("DELETE", `${USERS}/${id}`);
    expect((await service.call("GET", `${USERS}/${id}`)).status).toBe(404);
  });

  test("what a test user should get never outlives a flag or environment that is removed meanwhile", async () => {
    for (let round = 0; round < 8; round += 1) {
      const { project, flag, create, expectation } = await projectWithFlag();
      const { id } = (await create([])).body.data;
      const both = [expectation({ environment: "staging" }), expectation()];
      const answers = await Promise.all([
        service.call("PATCH", `${USERS}/${id}`, { body: { expectations: both } }),
        service.call("PATCH", `/api/v1/flags/projects/${project.id}`, { body: { environments: ["production"] } }),
        ...(round % 2 === 0 ? [service.call("DELETE", `/api/v1/flags/${flag.id}`)] : []),
      ]);
      for (const { status } of answers) expect([200, 204, 422]).toContain(status);
      const { expectations } = await service.data("GET", `${USERS}/${id}`);
      if (round % 2 === 0) expect(expectations).toEqual([]);
      else expect([[], [expectation()]]).toContainEqual(expectations);
    }
  });

  test("what a test user should get of a stale copy is refused with the current one", async () => {
    const { create, expectation } = await projectWithFlag();
    const created = await create([]);
    const path = `${USERS}/${created.body.data.id}`;
    await service.data("PATCH", path, { expectations: [expectation()] });
    const stale = await service.call("PATCH", path, {
      body: { expectations: [] },
      headers: { "if-match": created.headers.get("etag") ?? "" },
    });
    expect(stale.status).toBe(412);
    expect(stale.body.current.expectations).toEqual([expectation()]);
  });
});
