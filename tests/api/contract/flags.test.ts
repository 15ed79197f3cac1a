import { describe, expect, test } from "vitest";
import { sharedService } from "../../support/api-service";

const service = sharedService();

async function inProject(): Promise<(body: object) => ReturnType<typeof service.call>> {
  const { id: project_id } = await service.project();
  return (body) => service.call("POST", "/api/v1/flags", { body: { project_id, ...body } });
}

describe("new flag", () => {
  test("a new flag is off and active, and has every documented field", async () => {
    const { id: project_id } = await service.project();
    const { status, body } = await service.call("POST", "/api/v1/flags", {
      body: { project_id, key: "new-checkout", flag_type: "boolean", default_value: false },
    });
    expect(status).toBe(201);
    expect(body.data).toEqual({
      id: expect.any(String),
      project_id,
      key: "new-checkout",
      name: "new-checkout",
      description: null,
      flag_type: "boolean",
      default_value: { value: false },
      enabled: false,
      status: "active",
      tags: [],
      scheduled_at: null,
      environments: { production: { enabled: true }, staging: { enabled: true }, development: { enabled: true } },
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      updated_at: body.data.created_at,
    });
    expect((await service.call("GET", `/api/v1/flags/${body.data.id}`)).body).toEqual(body);
    expect(await service.data("GET", `/api/v1/flags?project_id=${project_id}`)).toEqual([body.data]);
  });

  test("a new flag keeps all that it is given", async () => {
    const create = await inProject();
    const given = {
      key: "A.b_c-9",
      name: "Ünïcode 🎈",
      description: "",
      flag_type: "string",
      enabled: true,
      status: "archived",
      tags: ["b", "a"],
    };
    const { data } = (await create({ ...given, default_value: "", scheduled_at: "2100-01-01T10:00:00+02:00" })).body;
    expect(data).toMatchObject({ ...given, default_value: { value: "" }, scheduled_at: "2100-01-01T08:00:00Z" });
  });

  test("a new flag has a key of its own in its project, and may share it with other projects", async () => {
    const [create, elsewhere] = [await inProject(), await inProject()];
    const body = { key: "k", flag_type: "boolean" };
    expect((await create(body)).status).toBe(201);
    const again = await create(body);
    expect({ status: again.status, body: again.body }).toEqual({
      status: 409,
      body: { error: expect.any(String), details: { key: [expect.any(String)] } },
    });
    expect((await create({ ...body, key: "K" })).status).toBe(201);
    expect((await elsewhere(body)).status).toBe(201);
  });

  test("a new flag of a project that is not there is not found", async () => {
    const project_id = "00000000-0000-4000-8000-000000000000";
    const { status } = await service.call("POST", "/api/v1/flags", {
      body: { project_id, key: "k", flag_type: "boolean" },
    });
    expect(status).toBe(404);
  });

  test.each(["", "-a", ".a", "_a", "a b", "a/b", "ä", `a${"b".repeat(128)}`])(
    "a new flag cannot have the key %j",
    async (key) => {
      const create = await inProject();
      const { status, body } = await create({ key, flag_type: "boolean" });
      expect({ status, fields: Object.keys(body.details) }).toEqual({ status: 422, fields: ["key"] });
    },
  );

  test("a new flag takes the longest key there may be", async () => {
    const create = await inProject();
    expect((await create({ key: `a${"b".repeat(127)}`, flag_type: "boolean" })).status).toBe(201);
  });
});

describe("default_value", () => {
  const json = [null, [], [1, "a", null], {}, { a: 1 }, { value: 1, other: 2 }, "text", 0, false];
  const cases: [string, unknown[]][] = [
    ["boolean", [true, false]],
    ["string", ["", "text", "true"]],
    ["number", [0, -1.5, 1e300, 5e-324]],
    ["json", json],
  ];

  test.each(cases)(
    "default_value of a %s flag is taken bare and as {value: X}, and always read as {value: X}",
    async (flag_type, values) => {
      const create = await inProject();
      for (const [index, value] of values.entries()) {
        const bare = await create({ key: `bare-${index}`, flag_type, default_value: value });
        const wrapped = await create({ key: `wrapped-${index}`, flag_type, default_value: { value } });
        for (const { status, body } of [bare, wrapped]) {
          expect({ status, default_value: body.data?.default_value }).toEqual({
            status: 201,
            default_value: { value },
          });
        }
        const path = `/api/v1/flags/${bare.body.data.id}`;
        expect((await service.data("PATCH", path, { default_value: { value } })).default_value).toEqual({ value });
        expect((await service.data("PATCH", path, { default_value: value })).default_value).toEqual({ value });
        expect((await service.data("GET", path)).default_value).toEqual({ value });
      }
    },
  );

  test("default_value that is itself {value: X} is written wrapped once more", async () => {
    const create = await inProject();
    const { data } = (await create({ key: "k", flag_type: "json", default_value: { value: { value: 1 } } })).body;
    expect(data.default_value).toEqual({ value: { value: 1 } });
  });

  test.each([
    ["boolean", ["true", 1, null, [], {}, { value: "true" }, { value: true, more: 1 }]],
    ["string", [1, true, null, ["a"], { value: 1 }, { values: "a" }]],
    ["number", ["1", true, null, [1], { value: "1" }]],
  ])("default_value of a %s flag fits its type, on create and on update", async (flag_type, values) => {
    const create = await inProject();
    const right = { boolean: true, string: "s", number: 1 }[flag_type];
    const { data } = (await create({ key: "flag", flag_type, default_value: right })).body;
    for (const default_value of values) {
      for (const answer of [
        await create({ key: "other", flag_type, default_value }),
        await service.call("PATCH", `/api/v1/flags/${data.id}`, { body: { default_value } }),
      ]) {
        expect({ default_value, status: answer.status }).toEqual({ default_value, status: 422 });
        expect(answer.body.details).toEqual({ default_value: [expect.stringContaining(flag_type)] });
      }
    }
    expect(await service.data("GET", `/api/v1/flags/${data.id}`)).toEqual(data);
  });

  test("default_value may be left out for a boolean, which is then false, and for no other type", async () => {
    const create = await inProject();
    expect((await create({ key: "b", flag_type: "boolean" })).body.data.default_value).toEqual({ value: false });
    for (const flag_type of ["string", "number", "json"]) {
      const { status, body } = await create({ key: flag_type, flag_type });
      expect({ status, details: body.details }).toEqual({ status: 422, details: { default_value: ["Required"] } });
    }
  });
});

describe("update", () => {
  test("an update of a flag changes only the fields that were sent; null empties, absence keeps", async () => {
    const { id } = await service.project();
    const flag = await service.flag(id, { description: "Why", tags: ["a"], scheduled_at: "2100-01-01T00:00:00Z" });
    const path = `/api/v1/flags/${flag.id}`;
    const changed = { updated_at: expect.any(String) };
    const on = await service.data("PATCH", path, { enabled: true });
    expect(on).toEqual({ ...flag, enabled: true, ...changed });
    const emptied = await service.data("PATCH", path, { description: null, scheduled_at: null, tags: [] });
    expect(emptied).toEqual({ ...on, description: null, scheduled_at: null, tags: [], ...changed });
    const archived = await service.data("PATCH", path, { status: "archived", name: "N" });
    expect(archived).toEqual({ ...emptied, status: "archived", name: "N", ...changed });
    expect(await service.data("GET", path)).toEqual(archived);
  });

  test("an update of a flag that changes nothing leaves no trace", async () => {
    const { id } = await service.project();
    const flag = await service.flag(id, { flag_type: "json", default_value: { b: 1, a: [2] } });
    const audit = () => service.data("GET", `/api/v1/flags/audit?project_id=${id}`);
    const before = await audit();
    for (const body of [{}, { enabled: false }, { default_value: { b: 1, a: [2] }, tags: [], description: null }]) {
      expect(await service.data("PATCH", `/api/v1/flags/${flag.id}`, body)).toEqual(flag);
    }
    expect(await audit()).toEqual(before);
  });

  test("an update of a flag cannot change what is fixed, nor null what has no null", async () => {
    const { id } = await service.project();
    const flag = await service.flag(id);
    const body = {
      key: "other",
      flag_type: "string",
      project_id: id,
      id: flag.id,
      created_at: "2020-01-01T00:00:00Z",
      name: null,
      enabled: null,
      status: null,
      tags: null,
      default_value: null,
    };
    const answer = await service.call("PATCH", `/api/v1/flags/${flag.id}`, { body });
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.body.details).sort()).toEqual(Object.keys(body).sort());
    expect(await service.data("GET", `/api/v1/flags/${flag.id}`)).toEqual(flag);
  });
});

describe("scheduled_at", () => {
  test("scheduled_at must be a future instant, and is told together with what else is wrong", async () => {
    const create = await inProject();
    const past = ["2020-01-01T00:00:00Z", new Date(Date.now() - 1000).toISOString(), "1970-01-01T00:00:00Z"];
    const malformed = ["tomorrow", "2100-01-01", "2100-02-30T00:00:00Z", "2100-01-01T00:00:00", 4102444800, ""];
    for (const scheduled_at of [...past, ...malformed]) {
      const { status, body } = await create({ key: "k", name: "", flag_type: "boolean", scheduled_at });
      expect({ scheduled_at, status, fields: Object.keys(body.details).sort() }).toEqual({
        scheduled_at,
        status: 422,
        fields: ["name", "scheduled_at"],
      });
    }
  });

  test("scheduled_at that has passed is refused on update, too, and nothing is changed", async () => {
    const { id } = await service.project();
    const flag = await service.flag(id);
    const { status, body } = await service.call("PATCH", `/api/v1/flags/${flag.id}`, {
      body: { name: "Changed", scheduled_at: "2020-01-01T00:00:00Z" },
    });
    expect({ status, fields: Object.keys(body.details) }).toEqual({ status: 422, fields: ["scheduled_at"] });
    expect(await service.data("GET", `/api/v1/flags/${flag.id}`)).toEqual(flag);
  });

  test("scheduled_at is shown in UTC and whole seconds", async () => {
    const create = await inProject();
    const scheduled_at = "2100-06-30T23:59:59.999-07:00";
    const { data } = (await create({ key: "k", flag_type: "boolean", scheduled_at })).body;
    expect(data.scheduled_at).toBe("2100-07-01T06:59:59Z");
  });
});

test("deleting a flag takes its rules with it", async () => {
  const { id } = await service.project();
  const flag = await service.flag(id);
  const rule = await service.rule(flag.id);
  const { status, text } = await service.call("DELETE", `/api/v1/flags/${flag.id}`);
  expect({ status, text }).toEqual({ status: 204, text: "" });
  for (const path of [flag.id, `${flag.id}/rules`, `${flag.id}/rules/${rule.id}`]) {
    expect((await service.call("GET", `/api/v1/flags/${path}`)).status).toBe(404);
  }
  expect((await service.call("DELETE", `/api/v1/flags/${flag.id}`)).status).toBe(404);
  expect((await service.flag(id, { key: flag.key })).id).not.toBe(flag.id);
});
