import { expect, test } from "vitest";
import { limits } from "@/lib/contract/limits";
import { isCostlyToParse } from "@/lib/server/http/parsing-cost";

const bytes = (text: string) => Buffer.from(text);
/** A text of about so many bytes, made of one part again and again. */
const of = (part: string, size: number) => part.repeat(Math.floor(size / part.length));

const { segmentBodyBytes, bodyBytes, evaluationBodyBytes, listItems } = limits;
const condition = '{"attribute":"plan","operator":"in","value":["a","b"],"negate":true},';
const ids = Array.from({ length: listItems }, (_, index) => String(index).padStart(6, "0"));
const attributes = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`a${index}`, index]));

test.each([
  [
    "a list as long as one may be, of short ids",
    JSON.stringify({ rules: [{ key: "id", operator: "in", value: ids }] }),
  ],
  ["as many long ids as a segment has room for", `["${of(`${"x".repeat(40)}","`, segmentBodyBytes)}"]`],
  ["as many conditions as a body has room for", `[${of(condition, bodyBytes)}{}]`],
  ["the same with blanks", `[${of(condition.replaceAll(":", " : "), bodyBytes)}{}]`],
  ["a context of twenty thousand attributes", JSON.stringify(attributes)],
  ["one long text", `"${"x[{,:".repeat(segmentBodyBytes / 5)}"`],
  ["a text full of escaped quotation marks", `"${'\\"[,'.repeat(bodyBytes / 4)}"`],
  ["an array 10,000 deep", "[".repeat(10_000) + "]".repeat(10_000)],
])("%s is parsed", (_what, json) => {
  expect(isCostlyToParse(bytes(json))).toBe(false);
});

test.each([
  ["brackets that are never closed", of("[", bodyBytes)],
  ["empty lists", `[${of("[],", bodyBytes)}1]`],
  ["small objects", `[${of('{"a":1},', bodyBytes)}1]`],
  ["an object of many members", `{${Array.from({ length: 60_000 }, (_, index) => `"k${index}":1`).join(",")}}`],
  ["millions of numbers", `[${of("1,", segmentBodyBytes)}1]`],
  ["millions of short texts", `[${of('"a",', segmentBodyBytes)}1]`],
  ["brackets in a context", `{"context":${of("[", evaluationBodyBytes)}`],
])("%s would hold the process up", (_what, json) => {
  expect(isCostlyToParse(bytes(json))).toBe(true);
});
