import { expect, test } from "vitest";
import { type Arriving, BodyBudget } from "@/lib/server/http/body-budget";

/** A body that arrives, and gives back what it held when it is refused. */
function arriving(budget: BodyBudget) {
  const state = { isRefused: false };
  const body: Arriving = {
    bytes: 0,
    refuse: () => {
      state.isRefused = true;
      budget.release(body.bytes);
      body.bytes = 0;
    },
  };
  budget.begin(body);
  return { body, state };
}

test("bodies that would be too many cost the one that has been arriving for longest, and no other", () => {
  const budget = new BodyBudget(100);
  const [slow, other] = [arriving(budget), arriving(budget)];
  budget.grow(slow.body, 60);
  budget.grow(other.body, 40);
  expect([slow.state.isRefused, other.state.isRefused]).toEqual([false, false]);
  budget.take(30);
  expect([slow.state.isRefused, other.state.isRefused]).toEqual([true, false]);
  expect(budget.held).toBe(70);
});

test("one that is the oldest itself is refused for its own growth", () => {
  const budget = new BodyBudget(100);
  const only = arriving(budget);
  budget.grow(only.body, 101);
  expect([only.state.isRefused, budget.held]).toEqual([true, 0]);
});

test("what is worked on is not given up: whoever comes then is refused, and has room later", () => {
  const budget = new BodyBudget(100);
  budget.take(80);
  expect(() => budget.take(30)).toThrow("Too many request bodies at once");
  const late = arriving(budget);
  budget.grow(late.body, 30);
  expect([late.state.isRefused, budget.held]).toEqual([true, 80]);
  budget.release(80);
  budget.take(100);
  expect(budget.held).toBe(100);
});
