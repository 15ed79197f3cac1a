import { expect, test } from "vitest";
import { guardAnswer } from "@/lib/server/services/analysis/guard-answer";
import type { GuardTask } from "@/lib/server/services/analysis/task";
import type { ListText } from "@/lib/server/store/analysis-texts";
import { Budget } from "@/lib/targeting/analysis/budget";

const flag = { id: "flag", key: "checkout", default_value: false, environments: {} };

const rule = (environment: string) => ({
  ...{ id: `rule in ${environment}`, flag_id: flag.id, environment, position: 1, name: null, value: true },
  conditions: [{ attribute: "plan", operator: "equals", value: "pro" }],
  ...{ percentage: null, enabled: true, segment_id: null, bucket_by: "user_id", salt: environment },
});

const listIn = (environment: string, rules: readonly object[]): ListText => ({
  ...{ flagId: flag.id, environment },
  ...{ flag: JSON.stringify(flag), rules: JSON.stringify(rules) },
});

/** A rule is added in each environment, and Mara expects that nothing comes of it. */
function task(environments: readonly string[], guards: GuardTask["guards"]): GuardTask {
  const expectations = environments.map((environment) => ({
    ...{ test_user_id: "mara", flag_id: flag.id, environment, value: false },
  }));
  return {
    type: "guard",
    guards,
    before: { lists: environments.map((name) => listIn(name, [])), segments: [] },
    after: { lists: environments.map((name) => listIn(name, [rule(name)])), segments: [] },
    testUsers: {
      users: JSON.stringify([{ id: "mara", name: "Mara", context: { plan: "pro" } }]),
      expectations: JSON.stringify(expectations),
    },
  };
}

const enough = () => new Budget(250_000);

test("a refusal of very many lists is cut, not sent whole", () => {
  const environments = Array.from({ length: 300 }, (_, at) => `e${at}`);
  expect(guardAnswer(task(environments, ["no_new_exposure"]), enough(), enough())).toHaveLength(100);
});

test("what there was no time for is refused, by each guard that would have had to know it", () => {
  const overdue = () => new Budget(Number.POSITIVE_INFINITY, () => true);
  const refusals = guardAnswer(task(["live"], ["no_new_exposure", "expectations"]), overdue(), overdue());
  expect(refusals).toMatchObject([
    { name: "no_new_exposure", reason: "unknown", because: "budget", environment: "live", flag_key: "checkout" },
    { name: "expectations", reason: "unknown", because: "budget", environment: "live", flag_key: "checkout" },
  ]);
});

test("with time, each guard says what it found", () => {
  const refusals = guardAnswer(task(["live"], ["no_new_exposure", "expectations"]), enough(), enough());
  expect(refusals.map(({ reason }) => reason)).toEqual(["new_exposure", "broken"]);
});
