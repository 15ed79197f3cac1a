import type { DraftRule, RulesAnalysis } from "@/lib/contract/analysis";
import type { RuleInput } from "@/lib/targeting";
import { analyzeList, type ListAnalysis } from "@/lib/targeting/analysis/analyze-list";
import { analyzeRequirements } from "@/lib/targeting/analysis/analyze-requirements";
import type { Budget } from "@/lib/targeting/analysis/budget";
import { compareLists } from "@/lib/targeting/analysis/changes";
import { segmentsNamed } from "@/lib/targeting/segment-references";
import { toEffect } from "./effect";
import { type ReadList, readTestUsers, readTexts } from "./read-texts";
import type { RulesTask } from "./task";
import { type TestUserChanges, tryTestUsers } from "./test-user-changes";

/**
 * The findings of a list, stored or drafted, and the people to whom a draft gives another value, as if the flag were
 * on.
 */
export function rulesAnswer({ stored, draft, testUsers }: RulesTask, budget: Budget, clock: Budget): RulesAnalysis {
  const [before, ...requiring] = readTexts(stored, [...segmentsNamed(draft ?? [])]);
  if (before === undefined) throw new Error("A task is about a list");
  const after = draft === undefined ? before : drafted(before, draft);
  const usersOf = readTestUsers(testUsers);
  const parts = 2 + requiring.length;
  const effectOn = (old: ReadList, now: ReadList, users: TestUserChanges) =>
    toEffect({ before: old, after: now }, compareLists(old, now, budget.portion(parts)), users);
  // A new rule's buckets are unknown before it is stored, and so is whom the flags that require its flag change.
  const isNew = ({ id }: RuleInput) => after.newRuleIds?.has(id) === true;
  const hasOpenBuckets = after.rules.some((rule) => isNew(rule) && (rule.split || (rule.percentage ?? 100) < 100));
  const tryOn = (old: ReadList, now: ReadList): TestUserChanges =>
    hasOpenBuckets
      ? { changes: [], notTried: usersOf(old).map(({ id }) => id) }
      : tryTestUsers(old, now, usersOf(old), clock);
  const people = usersOf(after);
  // First, because there are few test users to try, and a draft is sent in order to see them.
  const effect =
    draft === undefined ? null : effectOn(before, after, tryTestUsers(before, after, usersOf(before), clock));
  const requiredBy = requiring.map((old) => {
    const now = withRequired(old, after);
    const { flagId: flag_id, flagKey: flag_key, environment } = old;
    return { flag_id, flag_key, environment, ...effectOn(old, now, tryOn(old, now)) };
  });
  return {
    environment: before.environment,
    ...toFindings([
      analyzeRequirements(after, budget.portion(2 * parts)),
      analyzeList(after, { people, steps: budget.portion(parts) }),
    ]),
    effect,
    ...(requiredBy.length > 0 && { required_by: requiredBy }),
  };
}

/** A list after the rules of a flag that its own flag requires were replaced. */
function withRequired(list: ReadList, { flagId, rules, newRuleIds }: ReadList): ReadList {
  const { required } = list;
  if (required === undefined) return list;
  const others = required.rules.filter(({ flag_id: id }) => id !== flagId);
  return { ...list, required: { ...required, rules: [...others, ...rules], ...(newRuleIds && { newRuleIds }) } };
}

/** The list as drafted, with the rules of the draft that are new. */
function drafted(before: ReadList, draft: readonly DraftRule[]): ReadList {
  const known = new Set(before.rules.map(({ id }) => id));
  const rules = placed(draft, before.rules, before.flagId);
  return { ...before, rules, newRuleIds: new Set(rules.flatMap(({ id }) => (known.has(id) ? [] : [id]))) };
}

/**
 * The draft as the engine reads it: in order, each rule with its salt, or with a placeholder for the salt that it will
 * get.
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

function toFindings(analyses: readonly ListAnalysis[]): Pick<RulesAnalysis, "findings" | "not_analysed"> {
  return {
    findings: analyses
      .flatMap(({ findings }) => findings)
      .map(({ ruleIds, becauseOf, listAttributes, witness, kind, condition, requirement, sentence, suggestion }) => ({
        ...{ kind, condition, sentence, suggestion },
        ...(requirement !== null && { requirement }),
        rule_ids: [...ruleIds],
        because_of: [...becauseOf],
        list_attributes: [...listAttributes],
        witness: witness && { ...witness },
      })),
    not_analysed: analyses
      .flatMap(({ notAnalysed }) => notAnalysed)
      .map(({ ruleId, ...open }) => ({ rule_id: ruleId, ...open })),
  };
}
