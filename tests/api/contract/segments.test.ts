import { describe, expect, test } from "vitest";
import { sharedService } from "../../support/api-service";

const service = sharedService();

const path = "/api/v1/flags/segments";
const operators = ["equals", "not_equals", "contains", "not_contains", "in", "not_in", "greater_than", "less_than"];
const notForSegments = ["starts_with", "ends_with", "regex", "is_true", "is_false", "exists", "not_exists"];

async function inProject(): Promise<(rules: unknown) => ReturnType<typeof service.call>> {
  const { id: project_id } = await service.project();
  return (rules) => service.call("POST", path, { body: { project_id, name: "S", match_type: "all", rules } });
}

describe("conditions", () => {
  test.each([
    ["equals", ["pro", "", 1, -0.5, true, false]],
    ["not_equals", ["pro", 0, false]],
    ["contains", ["@example.com", 1, true]],
    ["not_contains", ["x"]],
    ["in", [["US", 1, true], [], "US,CA", " US , CA ", ""]],
    ["not_in", [["US"], "US"]],
    ["greater_than", [1, -1.5, "10", "2025-01-01", "2025-01-01T10:00:00Z"]],
    ["less_than", [0, "3.5", "2025-01-01T10:00:00+02:00"]],
  ])(
    "a segment's conditions with %s take the values that fit it, and keep them as written",
    async (operator, values) => {
      const create = await inProject();
      for (const value of values) {
        const { status, body } = await create([{ key: "a", operator, value }]);
        expect({ value, status, rules: body.data?.rules }).toEqual({
          value,
          status: 201,
          rules: [{ key: "a", operator, value }],
        });
        expect((await service.data("GET", `${path}/${body.data.id}`)).rules).toEqual(body.data.rules);
      }
    },
  );

  test.each([
    ["equals", [null, undefined, ["a"], {}, { a: 1 }]],
    ["contains", [null, [], [null], [["a"]], {}]],
    ["in", [null, undefined, 1, true, {}, [["a"]], [{}], [null]]],
    ["not_in", [null, 1, false]],
    ["greater_than", [null, undefined, "abc", "", true, [1], "2025-13-01", "10 apples"]],
    ["less_than", [{}, "NaN", "Infinity", "yesterday"]],
  ])("a segment's conditions with %s refuse the values that do not, saying where", async (operator, values) => {
    const create = await inProject();
    for (const value of values) {
      const { status, body } = await create([
        { key: "a", operator: "equals", value: 1 },
        { key: "a", operator, value },
      ]);
      const fields = Object.keys(body.details ?? {});
      expect({ value, status, fields }).toEqual({
        value,
        status: 422,
        fields: [expect.stringMatching(/^rules\.1\.value/)],
      });
    }
  });

  test.each([...notForSegments, "EQUALS", "eq", "", null, 1])(
    "a segment's conditions have no operator %s: 422 lists the eight",
    async (operator) => {
      const create = await inProject();
      const { status, body } = await create([{ key: "a", operator, value: "x" }]);
      expect(status).toBe(422);
      expect(body.details).toEqual({ "rules.0.operator": [`Must be one of: ${operators.join(", ")}`] });
    },
  );

  test("a segment's conditions may be none, or 100, and not 101", async () => {
    const create = await inProject();
    const rules = Array.from({ length: 101 }, () => ({ key: "a", operator: "equals", value: 1 }));
    expect((await create([])).status).toBe(201);
    expect((await create(rules.slice(0, 100))).status).toBe(201);
    const { status, body } = await create(rules);
    expect({ status, fields: Object.keys(body.details) }).toEqual({ status: 422, fields: ["rules"] });
  });

  test("a segment's conditions keep the order and the very strings that were written", async () => {
    const create = await inProject();
    const rules = [
      { key: "b", operator: "in", value: ["z", "a", "z", " x "] },
      { key: "a.b.c", operator: "equals", value: '🎈 \u2028 "quoted"' },
      { key: "__proto__", operator: "equals", value: "1.0" },
    ];
    expect((await create(rules)).body.data.rules).toEqual(rules);
  });
});

describe("new segment", () => {
  test("a new segment needs project_id, name, rules and match_type, and no description", async () => {
    const answer = await service.call("POST", path, { body: {} });
    expect(answer.status).toBe(422);
    expect(answer.body.details).toEqual({
      project_id: ["Required"],
      name: ["Required"],
      rules: ["Required"],
      match_type: [expect.any(String)],
    });
    const { id: project_id } = await service.project();
    const body = { project_id, name: "S", rules: [], match_type: "any" };
    expect(await service.data("POST", path, body)).toMatchObject({ ...body, description: null });
  });

  test("a new segment may have the name of another", async () => {
    const { id } = await service.project();
    const [one, two] = [await service.segment(id), await service.segment(id)];
    expect(one.name).toBe(two.name);
  });
});

test("an update changes the fields that were sent and no other", async () => {
  const { id } = await service.project();
  const segment = await service.segment(id, { description: "Why" });
  const changed = { updated_at: expect.any(String) };
  const any = await service.data("PATCH", `${path}/${segment.id}`, { match_type: "any" });
  expect(any).toEqual({ ...segment, match_type: "any", ...changed });
  const emptied = await service.data("PATCH", `${path}/${segment.id}`, { description: null, rules: [] });
  expect(emptied).toEqual({ ...any, description: null, rules: [], ...changed });
  const refused = await service.call("PATCH", `${path}/${segment.id}`, {
    body: { name: null, rules: null, match_type: null, project_id: id },
  });
  expect(refused.status).toBe(422);
  expect(Object.keys(refused.body.details).sort()).toEqual(["match_type", "name", "project_id", "rules"]);
  expect(await service.data("GET", `${path}/${segment.id}`)).toEqual(emptied);
});

describe("deleting a segment", () => {
  test("deleting a segment clears it from every rule, and turns off those left without conditions", async () => {
    const { id } = await service.project();
    const [segment, other] = [await service.segment(id), await service.segment(id)];
    const [flag, second] = [await service.flag(id), await service.flag(id)];
    const conditions = [{ attribute: "plan", operator: "equals", value: "pro" }];
    const linked = { segment_id: segment.id };
    const bare = await service.rule(flag.id, linked);
    const rollout = await service.rule(flag.id, { ...linked, percentage: 10 });
    const inline = await service.rule(flag.id, { ...linked, conditions });
    const off = await service.rule(second.id, { ...linked, environment: "staging", enabled: false });
    const untouched = await service.rule(second.id, { segment_id: other.id });

    expect((await service.call("DELETE", `${path}/${segment.id}`)).status).toBe(204);

    const now = async (flagId: string, environment = "production") =>
      service.data("GET", `/api/v1/flags/${flagId}/rules?environment=${environment}`);
    const changed = { segment_id: null, updated_at: expect.any(String) };
    expect(await now(flag.id)).toEqual([
      { ...bare, ...changed, enabled: false },
      { ...rollout, ...changed, enabled: false },
      { ...inline, ...changed, enabled: true },
    ]);
    expect(await now(second.id, "staging")).toEqual([{ ...off, ...changed, enabled: false }]);
    expect(await now(second.id)).toEqual([untouched]);
  });

  test("deleting a segment on a stale If-Match changes no rule", async () => {
    const { id } = await service.project();
    const segment = await service.segment(id);
    const flag = await service.flag(id);
    const rule = await service.rule(flag.id, { segment_id: segment.id });
    const { status } = await service.call("DELETE", `${path}/${segment.id}`, { headers: { "if-match": '"stale"' } });
    expect(status).toBe(412);
    expect(await service.data("GET", `/api/v1/flags/${flag.id}/rules`)).toEqual([rule]);
  });
});

test("usage is every rule that links to it, with its flag and environment", async () => {
  const { id } = await service.project();
  const [segment, other] = [await service.segment(id), await service.segment(id)];
  const [b, a] = [await service.flag(id, { key: "b", name: "B flag" }), await service.flag(id, { key: "a" })];
  const conditions = [{ attribute: "plan", operator: "equals", value: "pro" }];
  const one = await service.rule(b.id, { segment_id: segment.id, name: "First", position: 7 });
  const two = await service.rule(a.id, { segment_id: segment.id, conditions, environment: "staging", enabled: false });
  const three = await service.rule(a.id, { segment_id: segment.id });
  await service.rule(a.id, { segment_id: other.id });
  await service.rule(a.id);
  const use = (rule: { id: string; position: number }, flag: { id: string; key: string }) => ({
    rule_id: rule.id,
    position: rule.position,
    flag_id: flag.id,
    flag_key: flag.key,
  });
  expect(await service.data("GET", `${path}/${segment.id}/usage`)).toEqual([
    {
      ...use(three, a),
      flag_name: "a",
      rule_name: null,
      rule_enabled: true,
      environment: "production",
      only_condition: true,
    },
    {
      ...use(two, a),
      flag_name: "a",
      rule_name: null,
      rule_enabled: false,
      environment: "staging",
      only_condition: false,
    },
    {
      ...use(one, b),
      flag_name: "B flag",
      rule_name: "First",
      rule_enabled: true,
      environment: "production",
      only_condition: true,
    },
  ]);
  await service.data("PATCH", `/api/v1/flags/${b.id}/rules/${one.id}`, { segment_id: null });
  expect(await service.data("GET", `${path}/${segment.id}/usage`)).toHaveLength(2);
});
