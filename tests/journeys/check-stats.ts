import { expect } from "vitest";
import type { FlagStats } from "@/lib/contract/flag-stats";
import type { Project } from "@/lib/contract/project";
import type { ApiService } from "../support/api-service";
import { naiveEvaluate } from "../unit/targeting/naive";
import type { Person } from "./people";
import { type Environment, inputOf, type State } from "./state";

/** What is evaluated is counted once: in all, by rule, and by the name that the flag has for the value. */
export async function checkStats(
  service: ApiService,
  project: Pick<Project, "id">,
  state: State,
  environment: Environment,
  people: readonly Person[],
): Promise<void> {
  const { flushEvaluationCounts: flush } = await import("@/lib/server/live/evaluation-counts");
  const input = inputOf(state, environment);
  for (const { id, key } of state.flags) {
    const statsNow = async (): Promise<FlagStats> => {
      await flush();
      return service.data("GET", `/api/v1/flags/${id}/stats?environment=${environment}`);
    };
    const before = await statsNow();
    const given = people.map((person) => naiveEvaluate(input, key, person));
    for (const context of people) {
      await service.data("POST", "/api/v1/flags/evaluate", {
        project_id: project.id,
        environment,
        flag_key: key,
        context,
      });
    }
    const after = await statsNow();
    const count = (holds: (each: (typeof given)[number]) => boolean) => given.filter(holds).length;
    const more = (of: (stats: FlagStats) => number | undefined) => (of(after) ?? 0) - (of(before) ?? 0);
    expect(
      more(({ total }) => total.last_seven_days),
      key,
    ).toBe(people.length);
    expect(
      more((stats) => stats.default.last_seven_days),
      key,
    ).toBe(count((each) => each?.ruleId === null));
    for (const { rule_id: ruleId } of after.rules) {
      const ofRule = (stats: FlagStats) => stats.rules.find((each) => each.rule_id === ruleId)?.last_seven_days;
      expect(more(ofRule), key).toBe(count((each) => each?.ruleId === ruleId));
    }
    for (const { variant } of after.variants ?? []) {
      const ofName = (stats: FlagStats) => stats.variants?.find((each) => each.variant === variant)?.last_seven_days;
      expect(more(ofName), key).toBe(count((each) => each?.variant === variant && !each.isCodeDefault));
    }
  }
}
