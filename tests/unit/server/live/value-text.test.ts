import { expect, test } from "vitest";
import { valueText } from "@/lib/server/live/value-text";

// A value has up to 256 KiB, and a report of what applications counted names up to 21 of them a thousand times.
test("a served value is written once for its key, however often it is counted", () => {
  let reads = 0;
  const value = {
    get plan() {
      reads += 1;
      return "pro";
    },
  };
  const evaluation = { value };
  const texts = Array.from({ length: 100 }, () => valueText(evaluation));
  expect(new Set(texts)).toEqual(new Set(['{"plan":"pro"}']));
  expect(reads).toBe(1);
});

test("evaluations with equal values have one key, and the code's default has its own", () => {
  expect(valueText({ value: { a: 1, b: 2 } })).toBe(valueText({ value: { b: 2, a: 1 } }));
  expect(valueText({ value: { a: 1 }, isCodeDefault: true })).toBe("code_default");
});
