import { expect } from "vitest";
import type { RulesAnalysis } from "@/lib/contract/analysis";
import type { ApiService } from "../support/api-service";
import type { Dice } from "../unit/analysis/worlds";
import { asIfOn, served } from "./served";
import { environments, inputOf, type State } from "./state";

/** Whoever a finding shows gets from the rules what the finding says. */
export async function checkFindings(service: ApiService, state: State, dice: Dice): Promise<void> {
  const flag = dice.pick(state.flags);
  if (flag === undefined) return;
  const environment = dice.pick(environments);
  const input = asIfOn(inputOf(state, environment), flag.id);
  const path = `/api/v1/flags/${flag.id}/rules/analyze`;
  const { findings }: RulesAnalysis = await service.data("POST", path, { environment });
  for (const finding of findings) {
    const { kind, rule_ids: ids, because_of: others, list_attributes: lists, witness } = finding;
    if (witness === null || kind.startsWith("requirement")) continue;
    const says = `${flag.key} in ${environment}: ${JSON.stringify(finding)}`;
    const { ruleId, isCodeDefault } = served(input, flag.key, witness);
    // Findings are about the rules alone, as if all was met that the flag requires.
    if (isCodeDefault || (flag.requires ?? []).length > 0) continue;
    const expected = kind === "never_reached" && lists.length === 0 ? others : ids.slice(0, 1);
    expect(expected, says).toContain(ruleId);
  }
}
