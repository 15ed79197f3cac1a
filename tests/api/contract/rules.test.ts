import { describe, expect, test } from "vitest";
import { sharedService } from "../../support/api-service";

const service = sharedService();

interface Fixture {
  projectId: string;
  path: string;
  create(fields?: object): ReturnType<typeof service.call>;
}

async function forFlag(flag: object = {}): Promise<Fixture> {
  const { id: projectId } = await service.project();
  const { id } = await service.flag(projectId, flag);
  const path = `/api/v1/flags/${id}/rules`;
  const create: Fixture["create"] = (fields) =>
    service.call("POST", path, { body: { environment: "production", conditions: [], value: true, ...fields } });
  return { projectId, path, create };
}

describe("new rule", () => {
  test("a new rule needs environment, conditions and value; the rest has its documented default", async () => {
    const { path } = await forFlag();
    const answer = await service.call("POST", path, { body: {} });
    expect(answer.status).toBe(422);
    expect(answer.body.details).toEqual({ environment: ["Required"], conditions: ["Required"], value: ["Required"] });

    const body = { environment: "staging", conditions: [], value: false };
    const rule = await service.data("POST", path, body);
    expect(rule).toEqual({
      ...body,
      id: expect.any(String),
      flag_id: path.split("/")[4],
      position: 1,
      name: null,
      percentage: null,
      enabled: true,
      segment_id: null,
      bucket_by: "user_id",
      salt: rule.id,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      updated_at: rule.created_at,
    });
    expect(await service.data("GET", `${path}/${rule.id}`)).toEqual(rule);
  });

  test("a new rule takes all that is documented, and keeps it", async () => {
    const { projectId, create } = await forFlag();
    const segment = await service.segment(projectId);
    const fields = {
      position: 0,
      name: "N".repeat(200),
      percentage: 0,
      enabled: false,
      segment_id: segment.id,
      bucket_by: "company.id",
    };
    expect((await create(fields)).body.data).toMatchObject(fields);
  });

  test("a new rule cannot set what is read-only", async () => {
    const { create } = await forFlag();
    const { status, body } = await create({ salt: "mine", id: "x", flag_id: "x", created_at: "x" });
    expect({ status, fields: Object.keys(body.details).sort() }).toEqual({
      status: 422,
      fields: ["created_at", "flag_id", "id", "salt"],
    });
  });

  test.each([
    ["percentage", [101, -1, 25.5, "25", true, {}]],
    ["position", [-1, 1.5, "1", null, 2 ** 53, 1e9 + 1]],
    ["enabled", ["true", 1, null]],
    ["name", ["", " ", "N".repeat(201), 1]],
    ["bucket_by", ["", null, 1, "b".repeat(257)]],
    ["segment_id", ["x", 1, ""]],
    ["conditions", [null, {}, "[]"]],
    ["environment", ["nowhere", "", null, 1, "Production"]],
  ])("a new rule says that %s does not fit", async (field, values) => {
    const { create, path } = await forFlag();
    for (const value of values) {
      const { status, body } = await create({ [field]: value });
      expect({ value, status, fields: Object.keys(body.details ?? {}) }).toEqual({
        value,
        status: 422,
        fields: [field],
      });
    }
    expect(await service.data("GET", path)).toEqual([]);
  });

  test("a new rule says all that is wrong at once, what only the flag knows included", async () => {
    const { create } = await forFlag();
    const conditions = [
      { attribute: "", operator: "is", value: 1 },
      { attribute: "a", operator: "regex", value: "(" },
    ];
    const { status, body } = await create({ environment: "qa", value: "text", percentage: 101, conditions, extra: 1 });
    expect(status).toBe(422);
    expect(Object.keys(body.details).sort()).toEqual([
      "conditions.0.attribute",
      "conditions.0.operator",
      "conditions.1.value",
      "environment",
      "extra",
      "percentage",
      "value",
    ]);
  });
});

describe("value", () => {
  test.each([
    ["boolean", [true, false], ["true", 1, null, {}, { value: true }]],
    ["string", ["", "x"], [1, null, true, []]],
    ["number", [0, -1.5], ["1", null, false]],
    ["json", [null, { value: 1 }, [], "x", 0, { a: { b: [null] } }], []],
  ])("a rule's value fits the %s flag, on create and on update", async (flag_type, right, wrong) => {
    const { create, path } = await forFlag({ flag_type, default_value: right[0] });
    for (const value of right) {
      const { status, body } = await create({ value });
      expect({ status, value: body.data?.value }).toEqual({ status: 201, value });
      expect((await service.data("PATCH", `${path}/${body.data.id}`, { value: right[0] })).value).toEqual(right[0]);
      expect((await service.data("PATCH", `${path}/${body.data.id}`, { value })).value).toEqual(value);
    }
    const [rule] = await service.data("GET", path);
    for (const value of wrong) {
      for (const answer of [
        await create({ value }),
        await service.call("PATCH", `${path}/${rule.id}`, { body: { value } }),
      ]) {
        expect({ value, status: answer.status }).toEqual({ value, status: 422 });
        expect(answer.body.details).toEqual({ value: [expect.stringContaining(flag_type)] });
      }
    }
  });
});

describe("conditions", () => {
  test.each([
    ...["equals", "not_equals", "contains", "not_contains", "starts_with", "ends_with"].map(
      (operator) => [operator, ["x", "", 1, true], [null, undefined, [], {}]] as const,
    ),
    ["in", [["a", 1, true], [], "US,CA", "US"], [null, undefined, 1, {}, [[]]]] as const,
    ["not_in", [["a"], "US , CA"], [null, false]] as const,
    ["greater_than", [1, "2", "2025-01-01"], [null, undefined, "x", true, []]] as const,
    ["less_than", [1.5, "2025-01-01T00:00:00Z"], [null, {}]] as const,
    [
      "regex",
      ["^a+$", "", "é".repeat(250)],
      [null, undefined, 1, "(", "(a+)+", "(?<=a)b", "\\1", `${"é".repeat(250)}a`],
    ] as const,
    ...["is_true", "is_false", "exists", "not_exists"].map(
      (operator) => [operator, [null, undefined], [true, "", 0, []]] as const,
    ),
  ])(
    "a rule's conditions with %s take what fits, null or nothing where there is no value, and refuse the rest",
    async (operator, right, wrong) => {
      const { create } = await forFlag();
      for (const value of right) {
        const { status, body } = await create({ conditions: [{ attribute: "a", operator, value }] });
        expect({ value, status }).toEqual({ value, status: 201 });
        expect(body.data.conditions).toEqual([{ attribute: "a", operator, value: value ?? null }]);
      }
      for (const value of wrong) {
        const { status, body } = await create({ conditions: [{ attribute: "a", operator, value }] });
        const fields = Object.keys(body.details ?? {});
        expect({ value, status, fields }).toEqual({
          value,
          status: 422,
          fields: [expect.stringMatching(/^conditions\.0\.value/)],
        });
      }
    },
  );

  test("a rule's conditions say why a pattern is refused: too long, not RE2, nested quantifier", async () => {
    const { create } = await forFlag();
    const messages = [];
    for (const value of ["a".repeat(501), "(?=a)", "[", "(a+)+"]) {
      const { body } = await create({ conditions: [{ attribute: "a", operator: "regex", value }] });
      messages.push(body.details["conditions.0.value"][0]);
    }
    expect(messages[0]).toMatch(/500 bytes/);
    expect(messages[3]).toMatch(/nested quantifier/i);
    expect(new Set(messages).size).toBe(messages.length);
  });

  test("a rule's conditions have one of the fifteen operators, and the message lists them", async () => {
    const { create } = await forFlag();
    const { body } = await create({ conditions: [{ attribute: "a", operator: "matches", value: "x" }] });
    const [message] = body.details["conditions.0.operator"];
    expect(message.replace("Must be one of: ", "").split(", ")).toHaveLength(15);
  });
});

describe("update", () => {
  test("an update of a rule changes only the fields that were sent; null removes", async () => {
    const { projectId, create, path } = await forFlag();
    const segment = await service.segment(projectId);
    const conditions = [{ attribute: "plan", operator: "in", value: "pro,team" }];
    const rule = (await create({ conditions, name: "N", percentage: 25, segment_id: segment.id })).body.data;
    const one = `${path}/${rule.id}`;
    const changed = { updated_at: expect.any(String) };
    const half = await service.data("PATCH", one, { percentage: 50 });
    expect(half).toEqual({ ...rule, percentage: 50, ...changed });
    const none = await service.data("PATCH", one, { percentage: null, segment_id: null, name: null });
    expect(none).toEqual({ ...half, percentage: null, segment_id: null, name: null, ...changed });
    const off = await service.data("PATCH", one, { enabled: false, conditions: [], value: false, bucket_by: "id" });
    expect(off).toEqual({ ...none, enabled: false, conditions: [], value: false, bucket_by: "id", ...changed });
    expect(await service.data("PATCH", one, {})).toEqual(off);
  });

  test("an update of a rule cannot move a rule to another environment or flag, nor change its salt", async () => {
    const { create, path } = await forFlag();
    const rule = (await create()).body.data;
    const { status, body } = await service.call("PATCH", `${path}/${rule.id}`, {
      body: { environment: "staging", salt: "x", flag_id: rule.flag_id, percentage: "50" },
    });
    expect(status).toBe(422);
    expect(Object.keys(body.details).sort()).toEqual(["environment", "flag_id", "percentage", "salt"]);
    expect(await service.data("GET", `${path}/${rule.id}`)).toEqual(rule);
  });
});

describe("segment", () => {
  test("a segment of the flag's project may be linked; any other is refused on create and update", async () => {
    const { projectId, create, path } = await forFlag();
    const segment = await service.segment(projectId);
    const foreign = await service.segment((await service.project()).id);
    const rule = (await create({ segment_id: segment.id })).body.data;
    for (const segment_id of [foreign.id, "00000000-0000-4000-8000-000000000000"]) {
      const created = await create({ segment_id });
      const updated = await service.call("PATCH", `${path}/${rule.id}`, { body: { segment_id } });
      for (const { status, body } of [created, updated]) {
        expect({ status, fields: Object.keys(body.details) }).toEqual({ status: 422, fields: ["segment_id"] });
      }
    }
    expect(await service.data("GET", path)).toEqual([rule]);
  });
});

describe("positions", () => {
  const placed = async (path: string) =>
    (await service.data("GET", path)).map(({ name, position }: { name: string; position: number }) => [name, position]);

  test("positions of rules are one after the last when left out, and kept exactly when given", async () => {
    const { create, path } = await forFlag();
    await create({ name: "a" });
    await create({ name: "b", position: 40 });
    await create({ name: "c" });
    await create({ name: "d", position: 0 });
    expect(await placed(path)).toEqual([
      ["d", 0],
      ["a", 1],
      ["b", 40],
      ["c", 41],
    ]);
  });

  test("positions of rules that are taken push rules down by one, up to the first gap", async () => {
    const { create, path } = await forFlag();
    for (const [name, position] of [
      ["a", 1],
      ["b", 2],
      ["c", 3],
      ["d", 5],
    ] as const)
      await create({ name, position });
    await create({ name: "new", position: 2 });
    expect(await placed(path)).toEqual([
      ["a", 1],
      ["new", 2],
      ["b", 3],
      ["c", 4],
      ["d", 5],
    ]);
    const last = (await service.data("GET", path)).at(-1);
    await service.data("PATCH", `${path}/${last.id}`, { position: 1 });
    expect(await placed(path)).toEqual([
      ["d", 1],
      ["a", 2],
      ["new", 3],
      ["b", 4],
      ["c", 5],
    ]);
  });

  test("positions of rules of one environment are no concern of another's", async () => {
    const { create, path } = await forFlag();
    await create({ name: "a", position: 3 });
    await create({ name: "b", position: 3, environment: "staging" });
    expect(await placed(path)).toEqual([["a", 3]]);
    expect(await placed(`${path}?environment=staging`)).toEqual([["b", 3]]);
  });
});

describe("PUT order", () => {
  test("PUT order sets the whole order, positions 1 to n, and changes nothing else", async () => {
    const { create, path } = await forFlag();
    const rules: { id: string }[] = [];
    for (const position of [0, 7, 90]) rules.push((await create({ position, percentage: position })).body.data);
    await create({ environment: "staging" });
    const rule_ids = [2, 0, 1].map((index) => rules[index]?.id);
    const ordered = await service.data("PUT", `${path}/order`, { environment: "production", rule_ids });
    const expected = [2, 0, 1].map((index, position) => ({ ...rules[index], position: position + 1 }));
    expect(ordered).toEqual(expected);
    expect(await service.data("GET", path)).toEqual(expected);
  });

  test("PUT order that names other rules is a conflict that lists them, and changes nothing", async () => {
    const { create, path } = await forFlag();
    const [a, b] = [(await create()).body.data.id, (await create()).body.data.id];
    const elsewhere = (await create({ environment: "staging" })).body.data.id;
    const before = await service.data("GET", path);
    const cases: [string[], string[]][] = [
      [[a], [`Missing: ${b}`]],
      [[], [`Missing: ${a}`, `Missing: ${b}`]],
      [[b, a, a], [`Repeated: ${a}`]],
      [[b, a, elsewhere], [`Unknown: ${elsewhere}`]],
      [
        [a, elsewhere, a],
        [`Repeated: ${a}`, `Unknown: ${elsewhere}`, `Missing: ${b}`],
      ],
    ];
    for (const [rule_ids, rule_problems] of cases) {
      const { status, body } = await service.call("PUT", `${path}/order`, {
        body: { environment: "production", rule_ids },
      });
      expect({ status, body }).toEqual({
        status: 409,
        body: { error: expect.any(String), details: { rule_ids: rule_problems } },
      });
    }
    expect(await service.data("GET", path)).toEqual(before);
  });

  test("PUT order that changes nothing writes nothing", async () => {
    const { projectId, create, path } = await forFlag();
    const rule_ids = [(await create()).body.data.id, (await create()).body.data.id];
    const audit = () => service.data("GET", `/api/v1/flags/audit?project_id=${projectId}`);
    const before = [await service.data("GET", path), await audit()];
    expect(await service.data("PUT", `${path}/order`, { environment: "production", rule_ids })).toEqual(before[0]);
    expect([await service.data("GET", path), await audit()]).toEqual(before);
  });

  test("PUT order needs an environment of the project and ids", async () => {
    const { path } = await forFlag();
    const put = (body: object) => service.call("PUT", `${path}/order`, { body });
    expect((await put({})).body.details).toEqual({ environment: ["Required"], rule_ids: ["Required"] });
    expect(Object.keys((await put({ environment: "qa", rule_ids: ["x"] })).body.details).sort()).toEqual([
      "environment",
      "rule_ids.0",
    ]);
    expect(await service.data("PUT", `${path}/order`, { environment: "production", rule_ids: [] })).toEqual([]);
  });
});
