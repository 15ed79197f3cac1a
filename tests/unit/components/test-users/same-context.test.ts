import { expect, it } from "vitest";
import { isSameContext } from "@/components/test-users/context/test-context";

it("contexts are the same in whatever order their attributes stand, and not when one says more", () => {
  expect(isSameContext({ plan: "pro", age: 3 }, { age: 3, plan: "pro" })).toBe(true);
  expect(isSameContext({ plan: "pro" }, { plan: "pro", age: 3 })).toBe(false);
  expect(isSameContext({ age: 3 }, { age: "3" })).toBe(false);
});
