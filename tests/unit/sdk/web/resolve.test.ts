import { expect, test } from "vitest";
import { heldValues, type Origin } from "@/packages/sdk/src/web/held-values";
import { resolve } from "@/packages/sdk/src/web/resolve";

const isNumber = (value: unknown): value is number => typeof value === "number";

const held = (origin: Origin = "server") =>
  heldValues(
    {
      context: {},
      etag: undefined,
      origin,
      answer: {
        flags: [
          { key: "limit", value: 5, variant: "high", reason: "UNKNOWN", metadata: { reason: "DEFAULT", rule_id: "r" } },
          { key: "zero", value: 0, reason: "STATIC" },
          { key: "code", reason: "DISABLED", metadata: { reason: "DISABLED" } },
          { key: "name", value: "none" },
        ],
      },
    },
    "",
  );

test("a flag has its value, its variant, the reason that the server means and what else it tells", () => {
  expect(resolve(held(), "limit", 1, isNumber)).toEqual({
    value: 5,
    variant: "high",
    reason: "DEFAULT",
    flagMetadata: { reason: "DEFAULT", rule_id: "r" },
  });
  expect(resolve(held(), "zero", 1, isNumber)).toEqual({ value: 0, reason: "STATIC" });
});

test("a flag that serves nothing leaves it to the code's default, which is no error", () => {
  expect(resolve(held(), "code", 1, isNumber)).toMatchObject({ value: 1, reason: "DISABLED" });
});

test("values of an earlier page say that they are", () => {
  expect(resolve(held("cache"), "limit", 1, isNumber)).toMatchObject({ value: 5, reason: "CACHED" });
});

test.each([
  ["before the server has answered", undefined, "limit", "PROVIDER_NOT_READY"],
  ["for a flag that is not there", held(), "missing", "FLAG_NOT_FOUND"],
  ["for what every object has", held(), "toString", "FLAG_NOT_FOUND"],
  ["for a flag of another type", held(), "name", "TYPE_MISMATCH"],
])("the code's default counts %s", (_, values, key, errorCode) => {
  expect(resolve(values, key, 1, isNumber)).toMatchObject({ value: 1, reason: "ERROR", errorCode });
});
