import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { limits } from "@/lib/contract/limits";
import { sharedService } from "../../support/api-service";
import { longestHold } from "../../support/longest-hold";
import type { Answer } from "../../support/service";

const service = sharedService();
let before: string;
/** Paths and ids that the cases below are about. */
let at: Record<"project" | "segment" | "segments" | "flag" | "rules" | "rule" | "foreignSegment", string>;
let projectId: string;

beforeAll(async () => {
  const project = await service.project();
  const flag = await service.flag(project);
  const segment = await service.segment(project);
  const rule = await service.rule(flag);
  const foreign = await service.segment(await service.project());
  projectId = project.id;
  const flags = "/api/v1/flags";
  at = {
    project: `${flags}/projects/${project.id}`,
    segments: `${flags}/segments`,
    segment: `${flags}/segments/${segment.id}`,
    flag: `${flags}/${flag.id}`,
    rules: `${flags}/${flag.id}/rules`,
    rule: `${flags}/${flag.id}/rules/${rule.id}`,
    foreignSegment: foreign.id,
  };
});

// Whatever is refused must leave the database as it was.
beforeEach(async () => {
  before = await service.stored.everything();
});
afterEach(async () => {
  expect(await service.stored.everything()).toBe(before);
});

const createSegment = (fields: object) =>
  service.call("POST", at.segments, {
    body: { project_id: projectId, name: "S", match_type: "all", rules: [], ...fields },
  });
const createRule = (fields: object) =>
  service.call("POST", at.rules, { body: { environment: "production", conditions: [], value: true, ...fields } });
const withSegmentCondition = (fields: object) =>
  createSegment({ rules: [{ key: "plan", operator: "equals", value: "pro", ...fields }] });
const withRuleCondition = (fields: object) =>
  createRule({ conditions: [{ attribute: "plan", operator: "equals", value: "pro", ...fields }] });

/** Exactly the contract's 422 body, with problems at these paths and no others. */
function expectInvalid(answer: Answer, paths: string[]): void {
  expect(answer.status, answer.text).toBe(422);
  expect(Object.keys(answer.body).toSorted()).toEqual(["details", "error"]);
  expect(answer.body.error).toBe("Validation failed");
  expect(Object.keys(answer.body.details).toSorted()).toEqual(paths.toSorted());
  for (const messages of Object.values(answer.body.details)) {
    expect(messages).not.toEqual([]);
    for (const message of Object(messages)) expect(message).toMatch(/\S/);
  }
}

function expectError(answer: Answer, status: number, error: string | RegExp): void {
  expect(answer.status, answer.text).toBe(status);
  expect(answer.body).toEqual({ error: typeof error === "string" ? error : expect.stringMatching(error) });
}

describe("bodies that are no JSON object", () => {
  test.each([
    ["malformed", '{"name": }'],
    ["cut off", '{"name": "S"'],
    ["empty", ""],
    ["two values", "{} {}"],
    ["an array", "[]"],
    ["a string", '"text"'],
    ["a number", "1"],
    ["null", "null"],
    ["NaN", "NaN"],
    ["with a byte order mark", '\ufeff{"name": "S"}'],
    ["an array nested 90,000 deep", `${"[".repeat(90_000)}${"]".repeat(90_000)}`],
    ["not UTF-8", new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
    ["UTF-16", new Uint8Array(Buffer.from('{"name":"S"}', "utf16le"))],
  ])("what is no JSON object is 400: %s", async (_, raw) => {
    for (const [method, path] of [
      ["POST", at.segments],
      ["PATCH", at.rule],
    ] as const) {
      expectError(await service.call(method, path, { raw }), 400, /^Request body/);
    }
  });
});

test("a body that would take long to parse is 413, whatever is in it, and holds nobody up", async () => {
  const members = Array.from({ length: 70_000 }, (_, index) => `"k${index}": 1`);
  for (const raw of ["[".repeat(8_000_000), `{"rules": [${"{},".repeat(2_000_000)}{}]}`, `{${members}}`]) {
    const { result, held } = await longestHold(() => service.call("POST", at.segments, { raw }));
    expectError(result, 413, "Request body holds too many values");
    expect(held).toBeLessThan(50);
  }
});

test("a body of another type, or of none, is 415", async () => {
  for (const type of [
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "json",
    "",
  ]) {
    const answer = await service.call("POST", at.segments, { raw: "{}", headers: { "content-type": type } });
    expectError(answer, 415, "Content-Type must be application/json");
  }
});

test("an unknown field is named, wherever it is, and so is __proto__", async () => {
  expectInvalid(await createSegment({ nmae: "typo" }), ["nmae"]);
  expectInvalid(await withSegmentCondition({ vaule: 1 }), ["rules.0.vaule"]);
  expectInvalid(await withRuleCondition({ negated: true }), ["conditions.0.negated"]);
  expectInvalid(await service.call("PATCH", at.project, { body: { settings: { default_env: "x" } } }), [
    "settings.default_env",
  ]);
  const raw = `{"environment": "production", "conditions": [], "value": true, "__proto__": {"enabled": false}}`;
  expectInvalid(await service.call("POST", at.rules, { raw }), ["__proto__"]);
  expectInvalid(await service.call("PATCH", at.segment, { raw: `{"constructor": {"prototype": {}}}` }), [
    "constructor",
  ]);
});

test("read-only fields cannot be written", async () => {
  for (const field of ["id", "created_at", "updated_at", "flag_id", "salt", "environment"]) {
    expectInvalid(await service.call("PATCH", at.rule, { body: { [field]: "x" } }), [field]);
  }
  for (const field of ["id", "project_id", "created_at"]) {
    expectInvalid(await service.call("PATCH", at.segment, { body: { [field]: "x" } }), [field]);
  }
  for (const field of ["id", "project_id", "key", "flag_type", "created_at"]) {
    expectInvalid(await service.call("PATCH", at.flag, { body: { [field]: "x" } }), [field]);
  }
});

test("all problems are told at once", async () => {
  const condition = { attribute: "", operator: "greater_than", value: "blue" };
  const answer = await createRule({
    environment: "moon",
    conditions: [condition],
    value: "yes",
    percentage: 101,
    enabled: 1,
  });
  expectInvalid(answer, [
    "environment",
    "conditions.0.attribute",
    "conditions.0.value",
    "value",
    "percentage",
    "enabled",
  ]);
});

describe("wrong types", () => {
  test.each([
    ["name", 1],
    ["name", null],
    ["name", " "],
    ["name", "x".repeat(limits.nameLength + 1)],
    ["description", 7],
    ["rules", {}],
    ["rules", null],
    ["rules", "[]"],
    ["match_type", "some"],
    ["match_type", ["all"]],
    ["project_id", "1"],
    ["project_id", null],
  ])("a wrong type is 422 at its field: segment %s: %j", async (field, value) => {
    expectInvalid(await createSegment({ [field]: value }), [field]);
  });

  test.each([
    ["percentage", 101],
    ["percentage", -1],
    ["percentage", 25.5],
    ["percentage", "25"],
    ["percentage", true],
    ["position", -1],
    ["position", 1.5],
    ["position", "1"],
    ["position", null],
    ["position", 1e300],
    ["enabled", "true"],
    ["enabled", null],
    ["name", 5],
    ["bucket_by", ""],
    ["bucket_by", null],
    ["segment_id", "pro-users"],
    ["segment_id", 1],
    ["conditions", {}],
    ["environment", ["production"]],
    ["environment", "Production"],
    ["environment", "moon"],
    ["environment", "__proto__"],
    ["value", "true"],
    ["value", 1],
    ["value", null],
    ["value", { value: true }],
  ])("a wrong type is 422 at its field: rule %s: %j", async (field, value) => {
    expectInvalid(await createRule({ [field]: value }), [field]);
    if (field === "environment") return;
    expectInvalid(await service.call("PATCH", at.rule, { body: { [field]: value } }), [field]);
  });

  test.each([[[]], [{}], [null], ["text"], [3]])(
    "a rule's condition that is %j is 422 at its field",
    async (condition) => {
      const answer = await createRule({ conditions: [condition] });
      expect(answer.status).toBe(422);
    },
  );
});

test("a field that is required is named when it is missing", async () => {
  expectInvalid(await service.call("POST", at.segments, { body: {} }), ["project_id", "name", "rules", "match_type"]);
  expectInvalid(await service.call("POST", at.rules, { body: {} }), ["environment", "conditions", "value"]);
  expectInvalid(await service.call("PUT", `${at.rules}/order`, { body: {} }), ["environment", "rule_ids"]);
  expectInvalid(await service.call("POST", `${at.rules}/copy`, { body: {} }), ["from", "to", "mode"]);
  expectInvalid(await withRuleCondition({ operator: undefined }), ["conditions.0.operator"]);
  expectInvalid(await withRuleCondition({ value: undefined }), ["conditions.0.value"]);
});

test("a number that JSON can write and nobody can hold (1e400) is refused wherever it stands", async () => {
  const rule = (fields: string) => service.call("POST", at.rules, { raw: `{"environment": "production", ${fields}}` });
  expectInvalid(await rule(`"conditions": [], "value": true, "position": 1e400`), ["position"]);
  expectInvalid(await rule(`"conditions": [], "value": true, "percentage": 1e400`), ["percentage"]);
  const condition = `{"attribute": "age", "operator": "greater_than", "value": 1e400}`;
  expectInvalid(await rule(`"conditions": [${condition}], "value": true`), ["conditions.0.value"]);
  const flag = (type: string, value: string) =>
    service.call("POST", "/api/v1/flags", {
      raw: `{"project_id": "${projectId}", "key": "k", "flag_type": "${type}", "default_value": ${value}}`,
    });
  expectInvalid(await flag("number", "1e400"), ["default_value"]);
  expectInvalid(await flag("json", `{"a": [1e400]}`), ["default_value"]);
});

describe("texts that cannot be stored", () => {
  test.each([
    ["NUL", "\\u0000"],
    ["a high surrogate alone", "\\ud800"],
    ["a low surrogate alone", "\\udc00x"],
    ["surrogates in the wrong order", "\\udc00\\ud800"],
  ])("text that cannot be stored is 422: %s", async (_, bad) => {
    const segment = (fields: string) => service.call("PATCH", at.segment, { raw: `{${fields}}` });
    const rule = (fields: string) => service.call("PATCH", at.rule, { raw: `{${fields}}` });
    expectInvalid(await segment(`"name": "a${bad}"`), ["name"]);
    expectInvalid(await segment(`"description": "${bad}"`), ["description"]);
    expectInvalid(await segment(`"rules": [{"key": "${bad}", "operator": "equals", "value": 1}]`), ["rules.0.key"]);
    expectInvalid(await segment(`"rules": [{"key": "a", "operator": "equals", "value": "${bad}"}]`), ["rules.0.value"]);
    expectInvalid(await segment(`"rules": [{"key": "a", "operator": "in", "value": ["x", "${bad}"]}]`), [
      "rules.0.value.1",
    ]);
    expectInvalid(await segment(`"rules": [{"key": "a", "operator": "in", "value": "x,${bad}"}]`), ["rules.0.value"]);
    expectInvalid(await segment(`"${bad}": 1`), [JSON.parse(`"${bad}"`)]);
    expectInvalid(await rule(`"name": "${bad}"`), ["name"]);
    expectInvalid(await rule(`"bucket_by": "${bad}"`), ["bucket_by"]);
    const flag = (fields: string) =>
      service.call("POST", "/api/v1/flags", { raw: `{"project_id": "${projectId}", "flag_type": "json", ${fields}}` });
    expectInvalid(await flag(`"key": "k", "default_value": {"a": ["${bad}"]}`), ["default_value"]);
    expectInvalid(await flag(`"key": "k", "default_value": {"${bad}": 1}`), ["default_value"]);
    expectInvalid(await flag(`"key": "k${bad}", "default_value": 1`), ["key"]);
    expectInvalid(await flag(`"key": "k", "default_value": 1, "tags": ["${bad}"]`), ["tags.0"]);
  });
});

describe("deep arrays", () => {
  const deep = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;
  test.each([
    ["a rule's value", () => service.call("PATCH", at.rule, { raw: `{"value": ${deep}}` }), ["value"]],
    ["a rule's conditions", () => service.call("PATCH", at.rule, { raw: `{"conditions": ${deep}}` }), ["conditions.0"]],
    [
      "a condition's value",
      () => service.call("PATCH", at.segment, { raw: `{"rules": [{"key": "a", "operator": "in", "value": ${deep}}]}` }),
      ["rules.0.value.0"],
    ],
    [
      "a json flag's value",
      () =>
        service.call("POST", "/api/v1/flags", {
          raw: `{"project_id": "${projectId}", "key": "k", "flag_type": "json", "default_value": ${deep}}`,
        }),
      ["default_value"],
    ],
    ["a name", () => service.call("PATCH", at.segment, { raw: `{"name": ${deep}}` }), ["name"]],
  ])("an array 10,000 deep is 422: %s", async (_, call, paths) => {
    expectInvalid(await call(), paths);
  });
});

describe("conditions", () => {
  test("a list of 100,001 items is refused, as an array and as text", async () => {
    const items = Array.from({ length: 100_001 }, (_, index) => String(index));
    expectInvalid(await withSegmentCondition({ operator: "in", value: items }), ["rules.0.value"]);
    expectInvalid(await withSegmentCondition({ operator: "not_in", value: items.join() }), ["rules.0.value"]);
  });

  test("a list whose items are all wrong gets an answer of bounded size", async () => {
    const answer = await withSegmentCondition({ operator: "in", value: Array.from({ length: 50_000 }, () => null) });
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.body.details).length).toBeLessThanOrEqual(limits.issues);
  });

  test("more than 100 conditions are refused", async () => {
    const condition = { key: "a", operator: "equals", value: 1 };
    expectInvalid(await createSegment({ rules: Array.from({ length: 101 }, () => condition) }), ["rules"]);
  });

  test("a segment takes its eight operators and names them", async () => {
    for (const operator of ["starts_with", "ends_with", "regex", "is_true", "is_false", "exists", "not_exists"]) {
      const answer = await withSegmentCondition({ operator });
      expectInvalid(answer, ["rules.0.operator"]);
      expect(answer.body.details["rules.0.operator"][0]).toBe(
        "Must be one of: equals, not_equals, contains, not_contains, in, not_in, greater_than, less_than",
      );
    }
  });

  test("a rule takes no operator but its fifteen", async () => {
    for (const operator of ["is", "EQUALS", "matches", "__proto__", "constructor", "", 1, null]) {
      expectInvalid(await withRuleCondition({ operator }), ["conditions.0.operator"]);
    }
  });

  test.each([
    ["equals", [1]],
    ["equals", null],
    ["contains", { a: 1 }],
    ["in", 5],
    ["in", true],
    ["in", { 0: "a" }],
    ["greater_than", "tall"],
    ["less_than", true],
    ["greater_than", "2025-13-45"],
    ["less_than", ""],
    ["is_true", true],
    ["exists", "yes"],
    ["not_exists", false],
    ["starts_with", null],
    ["regex", 5],
    ["regex", null],
  ])("the operator %s does not take %j", async (operator, value) => {
    expectInvalid(await withRuleCondition({ operator, value }), ["conditions.0.value"]);
  });

  test.each([
    ["a nested quantifier", "(a+)+", /quantifier/i],
    ["another", "^(?:(x*)y?)*$", /quantifier/i],
    ["501 bytes", "a".repeat(501), /500 bytes/],
    ["501 bytes of UTF-8 in 167 characters", "€".repeat(167), /500 bytes/],
    ["a look-ahead", "(?=a)b", /./],
    ["a look-behind", "(?<!a)b", /./],
    ["a back-reference", "(a)\\1", /./],
    ["an open group", "(a", /./],
    ["an open class", "[a", /./],
    ["a range out of order", "[z-a]", /./],
    ["a repetition of nothing", "*a", /./],
    ["a trailing backslash", "a\\", /./],
  ])("the pattern with %s is refused, saying why", async (_, value, why) => {
    const answer = await withRuleCondition({ operator: "regex", value });
    expectInvalid(answer, ["conditions.0.value"]);
    expect(answer.body.details["conditions.0.value"][0]).toMatch(why);
  });
});

test("a segment of another project, and one that is not there, cannot be linked", async () => {
  for (const segment_id of [at.foreignSegment, "00000000-0000-4000-8000-000000000000"]) {
    expectInvalid(await createRule({ segment_id }), ["segment_id"]);
    expectInvalid(await service.call("PATCH", at.rule, { body: { segment_id } }), ["segment_id"]);
  }
});

test("an environment that the project does not have is 422 in a body and 400 in a query", async () => {
  const order = { environment: "moon", rule_ids: [] };
  expectInvalid(await service.call("PUT", `${at.rules}/order`, { body: order }), ["environment"]);
  const copy = { from: "moon", to: "sun", mode: "append" };
  expectInvalid(await service.call("POST", `${at.rules}/copy`, { body: copy }), ["from", "to"]);
  expectError(await service.call("GET", `${at.rules}?environment=moon`), 400, /environment/);
});

test("a value over its size limit is refused", async () => {
  const default_value = "x".repeat(limits.valueBytes);
  const body = { project_id: projectId, key: "k", flag_type: "string", default_value };
  expectInvalid(await service.call("POST", "/api/v1/flags", { body }), ["default_value"]);
});

test("an instant that passed, and one that no four digits can say, is no schedule", async () => {
  for (const scheduled_at of ["2020-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00", "2027-02-30T00:00:00Z", "soon", 5]) {
    expectInvalid(await service.call("PATCH", at.flag, { body: { scheduled_at } }), ["scheduled_at"]);
  }
});
