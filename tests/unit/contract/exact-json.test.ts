import fc from "fast-check";
import { expect, test } from "vitest";
import { parseExactJson } from "@/lib/contract/exact-json";

test("JSON is read as JSON.parse reads it, strings of digits and escapes included", () => {
  const digits = fc.stringMatching(/^[0-9"\\ :-]{0,60}$/);
  const any = fc.oneof(fc.jsonValue(), digits, fc.dictionary(digits, fc.array(digits)));
  fc.assert(
    fc.property(any, (value) => {
      const text = JSON.stringify([value, "9".repeat(30), '\\"', { '1234567890123456789012"': "\\" }]);
      expect(parseExactJson(text)).toEqual(JSON.parse(text));
    }),
    { numRuns: 2000 },
  );
});

test("integers of 22 digits become Infinity, wherever they stand; powers of ten and fractions do not", () => {
  const long = "1000000000000000000001";
  const text = `{"a": ${long}, "b": [-${long},{"c":${long}}], "d": "${long}", "e": ${long}.5, "f": ${long}e2, "g": 1e21,
    "h": 0.${long}, "i": 1e-${long}, "${long}": 1}`;
  expect(parseExactJson(text)).toEqual({
    a: Number.POSITIVE_INFINITY,
    b: [Number.POSITIVE_INFINITY, { c: Number.POSITIVE_INFINITY }],
    d: long,
    e: Number(`${long}.5`),
    f: Number(`${long}e2`),
    g: 1e21,
    h: Number(`0.${long}`),
    i: 0,
    [long]: 1,
  });
});

test("what is no JSON stays none", () => {
  for (const text of [
    `0${"1".repeat(30)}`,
    `"${"1".repeat(30)}`,
    `${"1".repeat(30)}x`,
    `--${"1".repeat(30)}`,
    `[${"1".repeat(30)}`,
  ]) {
    expect(() => parseExactJson(text)).toThrow(SyntaxError);
  }
});

test("a megabyte of quotes, backslashes and digits is read in linear time", () => {
  const text = JSON.stringify([`${"\\".repeat(500_000)}"`, '"'.repeat(200_000), "1".repeat(300_000)]);
  const start = process.cpuUsage();
  expect(parseExactJson(text)).toEqual(JSON.parse(text));
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(1000);
});
