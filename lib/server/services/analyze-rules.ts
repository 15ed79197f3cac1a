import type { AnalyzeRules, DraftRule, RulesAnalysis } from "@/lib/contract/analysis";
import type { FieldProblems } from "@/lib/contract/errors";
import { readRows, sql } from "../db/sql";
import { JsonText } from "../json-text";
import { invalid } from "../service-error";
import { readListTexts, readUserTexts } from "./analysis/list-texts";
import { analyse } from "./analysis/pool";
import { unknownEffect, unknownFindings } from "./analysis/unanswered";
import type { FlagSubject } from "./find-flag";
import type { RuleList } from "./rule-list";
import { assertListed } from "./rules";

/**
 * What is to be known of a list, as it is or as drafted, and whom a draft gives another value. As if the flag was on.
 * @throws ServiceError 422 for a draft with a rule that is not the list's, or a segment that is not the project's; 429
 *   and 503 when too many analyses are waiting.
 */
export async function analyzeRules(subject: FlagSubject, input: AnalyzeRules): Promise<RulesAnalysis | JsonText> {
  const { flag, project } = subject;
  assertListed(project, input.environment);
  const list: RuleList = { flagId: flag.id, environment: input.environment };
  const linked = await linkedSegments(project.id, input.rules ?? []);
  const stored = await readRuleIds(list);
  const problems = unknownReferences(input.rules ?? [], stored, new Set(linked));
  if (Object.keys(problems).length > 0) throw invalid(problems);
  const texts = await readListTexts(readRows, [list], linked);
  const tried = await readUserTexts(readRows, project.id, [list]);
  const answer = texts && (await analyse(project.id, { type: "rules", stored: texts, draft: input.rules, tried }));
  if (answer !== null && answer !== "not analysed") return JsonText.taggedData(answer.json);
  const ruleIds = input.rules === undefined ? stored : idsOf(input.rules);
  const effect = input.rules === undefined ? null : await unknownEffect(readRows, project.id);
  return { environment: input.environment, ...unknownFindings(ruleIds), effect };
}

async function readRuleIds({ flagId, environment }: RuleList): Promise<string[]> {
  const rows = await readRows<{ id: string }>(
    sql`SELECT id FROM rules WHERE flag_id = ${flagId} AND environment = ${environment} ORDER BY position`,
  );
  return rows.map(({ id }) => id);
}

/** Which of the segments that the draft links to are the project's. */
async function linkedSegments(projectId: string, rules: readonly DraftRule[]): Promise<string[]> {
  const ids = [...new Set(rules.flatMap(({ segment_id: id }) => id ?? []))];
  if (ids.length === 0) return [];
  const rows = await readRows<{ id: string }>(
    sql`SELECT id FROM segments WHERE project_id = ${projectId} AND id = ANY (${ids}::uuid[])`,
  );
  return rows.map(({ id }) => id);
}

/** As the analysis names them: new ones by their numbers. */
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
  for (const [index, { id, segment_id: segmentId }] of drafts.entries()) {
    if (id !== undefined && !left.delete(id)) problems[`rules.${index}.id`] = ["Must be a rule of this list, once"];
    if (segmentId && !segmentIds.has(segmentId)) {
      problems[`rules.${index}.segment_id`] = ["Must be a segment of the flag's project"];
    }
  }
  return problems;
}
