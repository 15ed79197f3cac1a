import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import type { Project } from "@/lib/contract/project";
import type { FlagComparison } from "@/lib/contract/promotion";
import type { Rule } from "@/lib/contract/rule";
import type { RulesetInput } from "@/lib/targeting";
import type { ApiService } from "../support/api-service";
import { checkEffect, checkTestUsers } from "./check-effect";
import type { Person } from "./people";
import { type Environment, environments, inputOf, listOf, type State } from "./state";

/** What a flag is in an environment, by what the API lists. */
function contentOf(state: State, flagId: string, environment: string) {
  const stored = state.flags.find(({ id }) => id === flagId)?.environments[environment];
  const said = ({ id, environment: _, created_at, updated_at, position, ...rule }: Rule) => rule;
  return {
    state: stored?.enabled ?? true,
    default: stored?.default_value ?? null,
    rules: listOf(state, flagId, environment).map(said),
  };
}

/** A comparison names what differs and nothing else, and says who would get another value by a promotion. */
export async function checkComparison(
  service: ApiService,
  project: Pick<Project, "id">,
  state: State,
  [from, to]: readonly [Environment, Environment],
  people: readonly Person[],
): Promise<void> {
  const path = `/api/v1/flags/projects/${project.id}/compare?from=${from}&to=${to}`;
  const found: FlagComparison[] = await service.data("GET", path);
  const [here, there] = [inputOf(state, from), inputOf(state, to)];
  for (const flag of state.flags) {
    if (flag.status === "archived") continue;
    const [one, other] = [contentOf(state, flag.id, from), contentOf(state, flag.id, to)];
    const differs = (["state", "default", "rules"] as const).filter(
      (part) => !isDeepStrictEqual(one[part], other[part]),
    );
    const told = found.find(({ flag_id: id }) => id === flag.id);
    expect(told?.differs ?? [], `${flag.key}: ${JSON.stringify([one, other])}`).toEqual(differs);
    if (told === undefined) continue;
    // The flag alone, as a promotion of all that differs would make it. Its rules that are new go by their ids there.
    const promoted = {
      ...there,
      flags: there.flags.map((each) => here.flags.find(({ id }) => id === flag.id && id === each.id) ?? each),
      rules: [
        ...there.rules.filter(({ flag_id: id }) => id !== flag.id),
        ...here.rules.filter(({ flag_id: id }) => id === flag.id).map((rule) => withIdOf(rule, there.rules)),
      ],
    };
    const lasting = new Set(there.rules.map(({ id }) => id));
    const of = { flagId: flag.id, flagKey: flag.key, judged: "as it is" } as const;
    const compared = { ...of, before: there, after: promoted, lasting };
    checkEffect(compared, told.effect, people);
    checkTestUsers(compared, told.effect.test_users, told.effect.test_users_not_tried ? [] : state.testUsers);
  }
}

type Rules = RulesetInput["rules"];

/** A copy that is there already is changed, and keeps its id. */
const withIdOf = (rule: Rules[number], known: Rules): Rules[number] => ({
  ...rule,
  id: known.find(({ salt, flag_id }) => salt === rule.salt && flag_id === rule.flag_id)?.id ?? rule.id,
});

/** After all of some flags was promoted, they are the same in both environments. */
export function checkPromoted(after: State, flagIds: readonly string[], include: readonly string[]): void {
  for (const id of flagIds) {
    const [one, other] = environments.map((environment) => contentOf(after, id, environment));
    for (const part of ["state", "default", "rules"] as const) {
      if (include.includes(part)) expect(one?.[part], part).toEqual(other?.[part]);
    }
  }
}
