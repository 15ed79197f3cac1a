import { expect, test } from "vitest";
import { sentContext } from "@/packages/sdk/src/sent-context";

const day = new Date("2026-06-01T12:00:00Z");

test("a context is evaluated as JSON would send it, within objects and lists, too", () => {
  const context = {
    ...{ targetingKey: "u-1", user_id: "u-1" },
    ...{ day, invalid: new Date(""), age: Number.NaN, score: Number.POSITIVE_INFINITY, plan: "pro", none: undefined },
    company: { since: day, seats: 5, offices: [{ opened: day }, "Bern"] },
    price: { toJSON: () => "9.90" },
    days: [day, null],
    ["__proto__"]: { day },
  };
  expect(sentContext(context)).toEqual(JSON.parse(JSON.stringify(context)));
  expect(context.company.since).toBe(day);
});

test("a context that JSON sends as it is is not copied", () => {
  const context = { user_id: "u-1", plan: "pro", company: { seats: [1, 2] }, toJSON: "a text" };
  expect(sentContext(context)).toBe(context);
});

test("a context that holds itself is evaluated, and a shared date in it is its text everywhere", () => {
  const shared = { day };
  const context: Record<string, unknown> = { one: shared, other: shared };
  context.self = context;
  expect(sentContext(context)).toMatchObject({ one: { day: day.toJSON() }, other: { day: day.toJSON() } });
});

test("the targeting key is the user's id unless the context has one", () => {
  expect(sentContext({ targetingKey: "u-1", user_id: null })).toEqual({ targetingKey: "u-1", user_id: "u-1" });
  expect(sentContext({ targetingKey: "u-1", user_id: 0 })).toEqual({ targetingKey: "u-1", user_id: 0 });
});
