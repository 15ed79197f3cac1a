import { describe, expect, test } from "vitest";
import { sharedService } from "../../support/api-service";

const service = sharedService();

const UNKEPT = expect.stringMatching(/cannot be kept exactly: send it as text$/);
const BEYOND = ["9007199254740993", "469096912275144706", "-9007199254740992", "1000000000000000000001"];

async function flagWith(conditions: object[]) {
  const project = await service.project();
  const flag = await service.flag(project.id, { enabled: true });
  const path = `/api/v1/flags/${flag.id}/rules`;
  const created = await service.call("POST", path, { body: { environment: "production", conditions, value: true } });
  const evaluate = (context: string, explain = true) =>
    service.call("POST", "/api/v1/flags/evaluate", {
      raw: `{"project_id": "${project.id}", "flag_key": "${flag.key}", "context": ${context}, "explain": ${explain}}`,
    });
  return { project, flag, path, created, evaluate };
}

describe("options of a condition", () => {
  const condition = { attribute: "app", operator: "less_than", value: "2.9", negate: true, as: "version" };

  test("an option of a condition is kept, evaluated, explained, and shown only where it was given", async () => {
    const plain = { attribute: "plan", operator: "in", value: ["Pro"] };
    const folded = { ...plain, ignore_case: true, negate: false };
    const { path, created, evaluate } = await flagWith([condition, folded, { ...plain, negate: true }]);
    expect(created.status).toBe(201);
    expect(created.body.data.conditions).toEqual([condition, folded, { ...plain, negate: true }]);
    const listed = await service.data("GET", `${path}?environment=production`);
    expect(listed[0].conditions).toEqual(created.body.data.conditions);
    const { trace, value } = (await evaluate('{"app": "2.10", "plan": "pro"}')).body.data;
    expect(value).toBe(true);
    expect(trace[0].conditions[0]).toEqual({ ...condition, matches: true, detail: '"app" is "2.10"' });
    expect((await evaluate('{"app": "2.8", "plan": "pro"}')).body.data.value).toBe(false);
    expect((await evaluate('{"app": "new", "plan": "pro"}')).body.data.value).toBe(false);
    const { id } = created.body.data;
    const bare = await service.data("PATCH", `${path}/${id}`, { conditions: [plain] });
    expect(Object.keys(bare.conditions[0])).toEqual(["attribute", "operator", "value"]);
  });

  test("an option of a condition is a segment's as well", async () => {
    const { id: projectId } = await service.project();
    const rules = [{ key: "app", operator: "not_equals", value: "2.10", as: "version", negate: true }];
    const segment = await service.data("POST", "/api/v1/flags/segments", {
      ...{ project_id: projectId, name: "Old", match_type: "all", rules },
    });
    expect(segment.rules).toEqual(rules);
    expect((await service.data("GET", `/api/v1/flags/segments/${segment.id}`)).rules).toEqual(rules);
  });

  test.each([
    [{ operator: "exists", negate: true }, "negate", 'Must not be true: use "not_exists" instead'],
    [{ operator: "greater_than", value: 1, ignore_case: true }, "ignore_case", /upper and lower case/],
    [{ operator: "equals", value: "1.0", as: "version", ignore_case: true }, "ignore_case", /upper and lower case/],
    [{ operator: "contains", value: "a", as: "number" }, "as", 'Must be left out: "contains" does not compare'],
    [{ operator: "equals", value: "1", as: "number" }, "as", 'Must be "version" or left out'],
    [{ operator: "less_than", value: 1, as: "semver" }, "as", /number.*date.*version/],
    [{ operator: "less_than", value: 1, negate: "yes" }, "negate", "Must be true or false"],
    [{ operator: "less_than", value: 1, negate: null }, "negate", "Must be true or false"],
    [{ operator: "less_than", value: "2026-01-31", as: "number" }, "value", /Must be a number/],
    [{ operator: "less_than", value: "soon", as: "date" }, "value", /Must be a date/],
    [{ operator: "less_than", value: "a.b", as: "version" }, "value", /Must be a version/],
    [{ operator: "in", value: ["1.0", "x"], as: "version" }, "value.1", /Must be a version/],
    [{ operator: "in", value: "1.0, x", as: "version" }, "value", /list of versions/],
    [{ operator: "equals", value: "x", as: "version" }, "value", /Must be a version/],
    [{ operator: "less_than", value: "soon" }, "value", /a number, a date such as .* or a version/],
    [{ operator: "starts_with", value: [] }, "value", "Must not be empty"],
    [{ operator: "starts_with", value: ["a", null] }, "value.1", /string, a number or a boolean/],
    [{ operator: "ends_with", value: Array(1001).fill("a") }, "value", "Must have at most 1000 items"],
    [{ operator: "regex", value: ["a", "("] }, "value.1", /RE2/],
    [{ operator: "regex", value: Array(21).fill("a") }, "value", "Must have at most 20 items"],
    [{ operator: "regex", value: ["a", 5] }, "value.1", "Must be a string"],
  ])(
    "an option of a condition that can never mean anything is refused, and named: %j",
    async (asked, field, message) => {
      const { created } = await flagWith([{ attribute: "a", ...asked }]);
      expect(created.status).toBe(422);
      expect(created.body.details).toEqual({
        [`conditions.0.${field}`]: [typeof message === "string" ? message : expect.stringMatching(message)],
      });
    },
  );
});

describe("forms of values", () => {
  const dates = [
    "2024-03-15T19:17:07+00",
    "2024-03-15T19:17:07+0000",
    "2024-03-15T19:17:07,083Z",
    "2024-03-15T24:00:00Z",
    "2024-03-15 19:17:07+00:00",
    "2024-03-15t19:17:07z",
    "20240315T191707Z",
  ];

  test.each(dates)("%s is a date, as a value and as an attribute", async (date) => {
    const { created, evaluate } = await flagWith([
      { attribute: "at", operator: "less_than", value: date, negate: true },
      { attribute: "at", operator: "greater_than", value: "2024-03-15" },
    ]);
    expect(created.status).toBe(201);
    expect((await evaluate(`{"at": "${date}"}`)).body.data.value).toBe(true);
  });

  test("a number against a date is milliseconds since 1970", async () => {
    const { evaluate } = await flagWith([{ attribute: "created_at", operator: "greater_than", value: "2024-01-01" }]);
    expect((await evaluate('{"created_at": 1735689600000}')).body.data.value).toBe(true);
    expect((await evaluate('{"created_at": 1600000000000}')).body.data.value).toBe(false);
  });

  test("a JSON array that is written as text is the list that it is, and is kept as text", async () => {
    const value = '["active","premium","vip"]';
    const { created, evaluate } = await flagWith([{ attribute: "tier", operator: "in", value }]);
    expect(created.body.data.conditions[0].value).toBe(value);
    for (const tier of ["active", "premium", "vip"]) {
      expect((await evaluate(`{"tier": "${tier}"}`)).body.data.value).toBe(true);
    }
  });

  test("an empty list is explained in a sentence that ends", async () => {
    const { evaluate } = await flagWith([{ attribute: "country", operator: "equals", value: "US" }]);
    const { trace } = (await evaluate('{"country": []}')).body.data;
    expect(trace[0].conditions[0].detail).toBe('"country" is an empty list');
  });
});

describe("number that would be kept as another", () => {
  test.each(BEYOND)(
    "a number that would be kept as another is refused wherever a condition may hold it: %s",
    async (number) => {
      const { path } = await flagWith([]);
      const withValue = async (operator: string, value: string) => {
        const condition = `{"attribute":"a","operator":"${operator}","value":${value}}`;
        const raw = `{"environment":"production","value":true,"conditions":[${condition}]}`;
        const { status, body } = await service.call("POST", path, { raw });
        expect(status).toBe(422);
        return body.details;
      };
      expect(await withValue("in", `["x", ${number}]`)).toEqual({ "conditions.0.value.1": [UNKEPT] });
      expect(await withValue("in", `"[${number}]"`)).toEqual({ "conditions.0.value": [UNKEPT] });
      expect(await withValue("equals", number)).toEqual({ "conditions.0.value": [UNKEPT] });
      expect(await withValue("greater_than", number)).toEqual({ "conditions.0.value": [UNKEPT] });
      expect(await withValue("contains", `[${number}]`)).toEqual({ "conditions.0.value.0": [UNKEPT] });
    },
  );

  test.each(BEYOND)(
    "a number that would be kept as another is refused wherever a value may hold it: %s",
    async (number) => {
      const { id: projectId } = await service.project();
      const ask = async (method: string, path: string, raw: string) => {
        const { status, body } = await service.call(method, path, { raw });
        expect(status).toBe(422);
        return body.details;
      };
      const about = `"project_id": "${projectId}"`;
      expect(
        await ask("POST", "/api/v1/flags", `{${about}, "key": "n", "flag_type": "number", "default_value": ${number}}`),
      ).toEqual({ default_value: [UNKEPT] });
      const nested = `{"account": {"ids": [1, ${number}]}}`;
      const told = [expect.stringMatching(/^account\.ids\.1: A number beyond .* send it as text$/)];
      expect(
        await ask("POST", "/api/v1/flags", `{${about}, "key": "j", "flag_type": "json", "default_value": ${nested}}`),
      ).toEqual({ default_value: told });
      const { id } = await service.flag(projectId, { flag_type: "json", default_value: { value: 0 } });
      expect(await ask("PATCH", `/api/v1/flags/${id}`, `{"default_value": {"value": ${nested}}}`)).toEqual({
        default_value: told,
      });
      expect(
        await ask(
          "POST",
          `/api/v1/flags/${id}/rules`,
          `{"environment":"production","conditions":[],"value":${nested}}`,
        ),
      ).toEqual({ value: told });
      expect(
        await ask("POST", "/api/v1/flags/test-users", `{${about}, "name": "Mara", "context": {"account": ${number}}}`),
      ).toEqual({ context: [expect.stringMatching(/^account: A number/)] });
    },
  );

  test("a number that would be kept as another is kept as text, and so are powers of ten as values", async () => {
    const { id: projectId } = await service.project();
    const { id } = await service.flag(projectId, {
      flag_type: "json",
      default_value: { value: [1e21, "469096912275144706"] },
    });
    expect((await service.data("GET", `/api/v1/flags/${id}`)).default_value.value).toEqual([
      1e21,
      "469096912275144706",
    ]);
  });

  test.each(BEYOND)(
    "an inexact number in a context exists, buckets nobody, and the trace says to send text: %s",
    async (number) => {
      const { path, created, evaluate } = await flagWith([{ attribute: "acct", operator: "not_equals", value: "5" }]);
      const context = `{"acct": ${number}}`;
      const { value, trace } = (await evaluate(context)).body.data;
      expect(value).toBe(false);
      expect(trace[0].conditions[0].detail).toMatch(/^cannot evaluate: "acct" is a number .*: send it as text$/);
      const rule = `${path}/${created.body.data.id}`;
      await service.data("PATCH", rule, { conditions: [{ attribute: "acct", operator: "exists" }] });
      expect((await evaluate(context)).body.data.value).toBe(true);
      await service.data("PATCH", rule, { conditions: [], percentage: 99, bucket_by: "acct" });
      const rolledOut = (await evaluate(context)).body.data;
      expect(rolledOut.value).toBe(false);
      expect(rolledOut.trace[0].percentage).toMatchObject({
        bucket: null,
        detail: expect.stringMatching(/send it as text/),
      });
    },
  );
});

test("a million characters, and a list of 130,000 elements, are answered at once", async () => {
  const patterns = (team: number) => ({
    attribute: "email",
    operator: "regex",
    value: `(?i)^[a-z0-9._%+-]+@team${team}\\.example\\.com$`,
  });
  const { compileRuleset, evaluate } = await import("@/lib/targeting");
  const rulesetOf = (conditionOf: (rule: number) => { attribute: string; operator: string; value: unknown }) =>
    compileRuleset({
      flags: [{ id: "f", key: "f", default_value: { value: false }, enabled: true, status: "active" }],
      segments: [],
      rules: Array.from({ length: 100 }, (_, rule) => ({
        ...{ id: `r${rule}`, flag_id: "f", position: rule, enabled: true, value: true },
        conditions: [conditionOf(rule)],
      })),
    });
  const cases: [ReturnType<typeof rulesetOf>, object][] = [
    [rulesetOf(patterns), { email: "a".repeat(1_000_000) }],
    [
      rulesetOf((rule) => ({ attribute: "tags", operator: "contains", value: `t${rule}` })),
      { tags: Array.from({ length: 130_000 }, (_, index) => index) },
    ],
  ];
  for (const [ruleset, context] of cases) {
    const start = process.cpuUsage();
    expect(evaluate(ruleset, "f", context)?.value).toBe(false);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(50);
  }
});
