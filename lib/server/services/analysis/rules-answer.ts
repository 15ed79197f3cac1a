import type { DraftRule, RulesAnalysis } from "@/lib/contract/analysis";
import type { RuleInput } from "@/lib/targeting";
import { analyzeList, type ListAnalysis } from "@/lib/targeting/analysis/analyze-list";
import type { Budget } from "@/lib/targeting/analysis/budget";
import { compareLists } from "@/lib/targeting/analysis/changes";
import { segmentsNamed } from "@/lib/targeting/segment-order";
import { toEffect } from "./effect";
import { readTexts, readTriedUsers } from "./read-texts";
import type { RulesTask } from "./task";
import { tryUsers } from "./tried";

/**
 * The findings of a list, as it is or as drafted, and the people to whom a draft gives another value. As if the flag
 * was on.
 */
export function rulesAnswer({ stored, draft, tried }: RulesTask, budget: Budget, clock: Budget): RulesAnalysis {
  const [before] = readTexts(stored, [...segmentsNamed(draft ?? [])]);
  if (before === undefined) throw new Error("A task is about a list");
  const after = draft === undefined ? before : { ...before, rules: placed(draft, before.rules, before.flagId) };
  const effectOfDraft = () => {
    const known = new Set(before.rules.map(({ id }) => id));
    const added = new Set(after.rules.flatMap(({ id }) => (known.has(id) ? [] : [id])));
    const users = tryUsers(before, after, readTriedUsers(tried)(before), clock, added);
    return toEffect(compareLists(before, after, budget.portion(2)), users);
  };
  const people = readTriedUsers(tried)(after);
  // First: there are few test users to try, and a draft is sent to see them.
  const effect = draft === undefined ? null : effectOfDraft();
  return {
    environment: before.environment,
    ...toFindings(analyzeList(after, { people, steps: budget.portion(2) })),
    effect,
  };
}

/**
 * The draft as the engine reads it: in its order, each rule with the salt it has, or that stands for its own to come.
 */
function placed(drafts: readonly DraftRule[], stored: readonly RuleInput[], flagId: string): RuleInput[] {
  const known = new Map(stored.map((rule) => [rule.id, rule]));
  const added = new Map(drafts.filter(({ id }) => id === undefined).map((draft, at) => [draft, `new-${at + 1}`]));
  return drafts.map((draft, index) => {
    const id = draft.id ?? added.get(draft) ?? "";
    const { name = null, enabled = true } = draft;
    return { ...draft, id, name, enabled, flag_id: flagId, position: index + 1, salt: known.get(id)?.salt ?? id };
  });
}

function toFindings({ findings, notAnalysed }: ListAnalysis): Pick<RulesAnalysis, "findings" | "not_analysed"> {
  return {
    findings: findings.map(
      ({ ruleIds, becauseOf, listAttributes, witness, kind, condition, sentence, suggestion }) => ({
        ...{ kind, condition, sentence, suggestion },
        rule_ids: [...ruleIds],
        because_of: [...becauseOf],
        list_attributes: [...listAttributes],
        witness: witness && { ...witness },
      }),
    ),
    not_analysed: notAnalysed.map(({ ruleId, question, because }) => ({ rule_id: ruleId, question, because })),
  };
}
