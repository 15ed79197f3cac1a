import type { AnalyzeRules, DraftRule, RulesAnalysis } from "@/lib/contract/analysis";
import type { FieldProblems } from "@/lib/contract/errors";
import { JsonText } from "../json-text";
import { invalid } from "../service-error";
import { readListTexts, readUserTexts } from "../store/analysis-texts";
import { withRequiring } from "../store/requirements";
import { listRuleIds, type RuleList } from "../store/rules";
import { knownSegments } from "../store/segments";
import { testUserIds } from "../store/test-users";
import { db } from "../store/transaction";
import { MOST_TEXT } from "./analysis/limits";
import { analyse } from "./analysis/pool";
import { unknownEffect, unknownFindings } from "./analysis/unanswered";
import { assertEnvironmentInQuery } from "./assert-environment";
import type { FlagResource } from "./flag-resource";
import { referencesIn, unknownSegments } from "./segment-references";
import { unknownEffects } from "./unknown-effects";

/**
 * The findings of a list, stored or drafted, and the people to whom a draft gives another value, as if the flag were
 * on.
 * @throws ServiceError 422 for a draft with a rule that is not in the list, or a segment of another project; 429 and
 * 503 when too many analyses are waiting.
 */
export async function analyzeRules(
  { flag, project }: FlagResource,
  input: AnalyzeRules,
): Promise<RulesAnalysis | JsonText> {
  assertEnvironmentInQuery(project, input.environment);
  const list: RuleList = { flagId: flag.id, environment: input.environment };
  const links = new Set((input.rules ?? []).flatMap((draft, index) => segmentsOf(draft, index).map(({ id }) => id)));
  const linked = await knownSegments(db(), project.id, [...links]);
  const stored = await listRuleIds(db(), list);
  const problems = unknownReferences(input.rules ?? [], stored, linked);
  if (Object.keys(problems).length > 0) throw invalid(problems);
  const lists = input.rules === undefined ? [list] : await withRequiring(db(), [list]);
  const texts = await readListTexts(db(), lists, MOST_TEXT, [...linked]);
  const testUsers = await readUserTexts(db(), project.id, lists);
  const answer = texts && (await analyse(project.id, { type: "rules", stored: texts, draft: input.rules, testUsers }));
  if (answer !== null && answer !== "not analysed") return JsonText.taggedData(answer.json);
  const ruleIds = input.rules === undefined ? stored : idsOf(input.rules);
  const effect = input.rules === undefined ? null : unknownEffect(await testUserIds(db(), project.id));
  const requiring = (await unknownEffects(project.id, lists.slice(1))).lists;
  const effectOnOthers = requiring.length > 0 ? { required_by: requiring } : {};
  return { environment: input.environment, ...unknownFindings(ruleIds), effect, ...effectOnOthers };
}

/** The ids that the analysis uses: new rules are named by their numbers. */
function idsOf(drafts: readonly DraftRule[]): string[] {
  let added = 0;
  return drafts.map(({ id }) => {
    if (id !== undefined) return id;
    added += 1;
    return `new-${added}`;
  });
}

function unknownReferences(
  drafts: readonly DraftRule[],
  stored: readonly string[],
  segmentIds: ReadonlySet<string>,
): FieldProblems {
  const left = new Set(stored);
  const problems: FieldProblems = {};
  for (const [index, draft] of drafts.entries()) {
    const { id } = draft;
    if (id !== undefined && !left.delete(id)) problems[`rules.${index}.id`] = ["Must be a rule of this list, once"];
    Object.assign(problems, unknownSegments(segmentsOf(draft, index), segmentIds));
  }
  return problems;
}

/** The segments that a draft names, each with its path. */
function segmentsOf({ segment_id: id, conditions }: DraftRule, index: number) {
  const linked = typeof id === "string" ? [{ path: `rules.${index}.segment_id`, id }] : [];
  return [...linked, ...referencesIn(conditions, `rules.${index}.conditions`)];
}
