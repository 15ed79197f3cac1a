import fc from "fast-check";
import { expect, test } from "vitest";
import {
  contextToRows,
  mentionedAttributes,
  newRow,
  parseContext,
  parseRows,
  readValue,
  rowProblem,
  rowsToContext,
  textOf,
} from "@/components/test-users/context/test-context";
import type { JsonObject, JsonValue } from "@/lib/contract/json";

/** Any JSON, without -0, which JSON text cannot say. */
const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as JsonValue);

test("a value's text is read as the same value", () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(readValue(textOf(value))).toEqual(value);
    }),
  );
});

test("a context goes into rows and back unchanged, but for attributes that no row can name", () => {
  const attribute = fc.string({ minLength: 1 }).filter((name) => name.trim() === name && name !== "__proto__");
  fc.assert(
    fc.property(fc.dictionary(attribute, json), (context: JsonObject) => {
      expect(rowsToContext(contextToRows(context))).toEqual({ ...context });
    }),
  );
});

test.each([
  ["pro", "pro"],
  ["42", 42],
  ['"42"', "42"],
  ["true", true],
  [" null ", null],
  ['["a","b"]', ["a", "b"]],
  ["[a, b]", "[a, b]"],
  ["2025-01-01", "2025-01-01"],
])("the text %s means %j", (text, value) => {
  expect(readValue(text)).toEqual(value);
});

test.each([
  ["12345678901234567890", "12345678901234567890"],
  ["-9007199254740993", "-9007199254740993"],
  ["1000000000000000000001", "1000000000000000000001"],
  ['["a", {"id": 9007199254740993}]', "9007199254740993"],
  ["1e999", "1e999"],
])("a number that would be rounded is refused, and how to write it is said: %s", (text, digits) => {
  const problem = `${digits} cannot be kept exactly as a number: write it as text, in quotes: "${digits}"`;
  expect(rowProblem({ text })).toBe(problem);
  expect(parseRows([newRow("plan", "pro"), newRow("id", text)])).toEqual({ problem });
  expect(parseContext(`{"plan": "pro", "id": ${text}}`)).toEqual({ problem });
});

test.each([
  "9007199254740991",
  "1e21",
  '"12345678901234567890"',
  "a12345678901234567890",
  '["12345678901234567890\\""]',
  "0.1",
])("what is kept as it was typed is no problem: %s", (text) => {
  expect(rowProblem({ text })).toBeUndefined();
  expect(parseRows([newRow("id", text)])).toEqual({ context: { id: readValue(text) } });
});

test("unfinished rows are no attributes", () => {
  expect(rowsToContext([newRow("", "x"), newRow("plan", " "), newRow(" country ", "US")])).toEqual({ country: "US" });
});

test("an attribute named __proto__ is one like any other", () => {
  const context = rowsToContext([newRow("__proto__", '{"admin":true}')]);
  expect(Object.keys(context)).toEqual(["__proto__"]);
  expect(Reflect.get(context, "admin")).toBeUndefined();
});

test.each(["[]", "null", "1", '"x"', "{", "plan: pro"])("JSON that is no object is a problem: %s", (text) => {
  expect(parseContext(text)).toHaveProperty("problem");
});

test("no JSON at all is an empty context", () => {
  expect(parseContext("  ")).toEqual({ context: {} });
});

test("what a segment asks for is offered once", () => {
  const rules = [
    { key: "plan", operator: "equals" as const, value: "pro" },
    { key: "country", operator: "in" as const, value: ["US"] },
    { key: "plan", operator: "not_equals" as const, value: "free" },
  ];
  const segment = { name: "x", description: null, rules, match_type: "all" as const };
  expect(mentionedAttributes({ kind: "segment", projectId: "p", segment, segments: [] })).toEqual(["plan", "country"]);
});
