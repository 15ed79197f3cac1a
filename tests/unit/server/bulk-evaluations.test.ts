import { expect, test } from "vitest";
import { BulkEvaluations } from "@/lib/server/services/bulk-evaluations";
import { compileRuleset, evaluateAll } from "@/lib/targeting";
import { flagOf, rulesOf } from "../targeting/builders";

const FLAGS = 400;
const flags = Array.from({ length: FLAGS }, (_, at) => flagOf({ id: `${at}`, key: `flag-${at}` }));
const conditions = [{ attribute: "plan", operator: "equals", value: "pro" }];
const rules = flags.flatMap(({ id }) => rulesOf([{ id, flag_id: id, conditions, percentage: 50 }]));
const ruleset = compileRuleset({ flags, rules, segments: [] });
const contextOf = (at: number) => ({ user_id: `u-${at}`, plan: "pro" });

/** Time that passes by `step` milliseconds whenever somebody looks, and turns that come when they are asked for. */
function clockwork(step: number) {
  const turns: (() => void)[] = [];
  let time = 0;
  const now = () => {
    time += step;
    return time;
  };
  const evaluations = new BulkEvaluations({ now, nextTurn: (run) => void turns.push(run) });
  return { evaluations, turns, turn: () => turns.shift()?.() };
}

test("what is evaluated within a slice is there at once", () => {
  const { evaluations, turns } = clockwork(0);
  expect(evaluations.evaluate(ruleset, contextOf(1))).toEqual(evaluateAll(ruleset, contextOf(1)));
  expect(turns).toEqual([]);
});

test("what takes longer goes on in later turns, and others that come between change nothing in it", async () => {
  const { evaluations, turns, turn } = clockwork(1);
  const contexts = [1, 2, 3].map(contextOf);
  const answers = contexts.map((context) => evaluations.evaluate(ruleset, context));
  let count = 0;
  for (; turns.length > 0; count += 1) {
    turn();
    evaluateAll(ruleset, contextOf(100 + count));
  }
  expect(count).toBeGreaterThan(3);
  expect(await Promise.all(answers)).toEqual(contexts.map((context) => evaluateAll(ruleset, context)));
});

test("what takes longer than two seconds is refused", async () => {
  const { evaluations, turns, turn } = clockwork(100);
  const answer = evaluations.evaluate(ruleset, contextOf(1));
  while (turns.length > 0) turn();
  await expect(answer).rejects.toMatchObject({ code: "unavailable", extras: { retryAfter: 60 } });
});

test("when many go on, further ones are refused, until one of them has ended", async () => {
  const { evaluations, turns, turn } = clockwork(1);
  const evaluate = () => evaluations.evaluate(ruleset, contextOf(1));
  const goingOn = Array.from({ length: 20 }, evaluate);
  expect(evaluate).toThrow("Too many long evaluations at once");
  while (turns.length > 0) turn();
  await Promise.all(goingOn);
  expect(evaluate()).toBeInstanceOf(Promise);
});
