import type { AnalyzeRules, DraftRule, Effect, RulesAnalysis } from "@/lib/contract/analysis";
import type { FieldProblems } from "@/lib/contract/errors";
import type { Rule } from "@/lib/contract/rule";
import type { RuleInput } from "@/lib/targeting";
import { analyzeList, type ListAnalysis } from "@/lib/targeting/analysis/analyze-list";
import { compareLists } from "@/lib/targeting/analysis/changes";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import { compareTestUsers } from "@/lib/targeting/analysis/test-users";
import { readRows } from "../db/sql";
import { invalid } from "../service-error";
import { readLinkedSegments, STEPS_OF_A_REQUEST, toEffect } from "./analysis-input";
import type { FlagSubject } from "./find-flag";
import { readRules } from "./rules";
import { readTriedUsers } from "./tried-users";

/**
 * What is to be known of a list, as it is or as drafted, and whom a draft gives another value. As if the flag was on.
 * @throws ServiceError 422 for a draft with a rule that is not the list's, or a segment that is not the project's.
 */
export async function analyzeRules(subject: FlagSubject, input: AnalyzeRules): Promise<RulesAnalysis> {
  const stored = await readRules(subject, input.environment);
  const drafted = input.rules && placed(input.rules, stored, subject.flag.id);
  const rules = drafted ?? stored;
  const segments = await readLinkedSegments(subject.project.id, [
    ...stored,
    ...rules.map(({ segment_id: id }) => ({ segment_id: id ?? null })),
  ]);
  const problems = input.rules ? unknownReferences(input.rules, stored, new Set(segments.map(({ id }) => id))) : {};
  if (Object.keys(problems).length > 0) throw invalid(problems);
  const list = { defaultValue: subject.flag.default_value.value, rules, segments };
  const before = { ...list, rules: stored };
  return {
    environment: input.environment,
    ...toFindings(analyzeList(list, { steps: STEPS_OF_A_REQUEST / 2 })),
    effect: drafted ? await effectOf(subject, input.environment, before, list) : null,
  };
}

async function effectOf(
  { flag, project }: FlagSubject,
  environment: string,
  before: RuleListInput,
  after: RuleListInput,
): Promise<Effect> {
  const known = new Set(before.rules.map(({ id }) => id));
  const added = after.rules.flatMap(({ id }) => (known.has(id) ? [] : [id]));
  const users = (await readTriedUsers(readRows, project.id, [flag.id])).of({ flagId: flag.id, environment });
  const testUsers = compareTestUsers(before, after, users, new Set(added));
  return toEffect(compareLists(before, after, STEPS_OF_A_REQUEST / 2), testUsers);
}

/** The draft as the engine reads it: in its order, each rule with the salt it has, or that stands for its own to come. */
function placed(drafts: readonly DraftRule[], stored: readonly Rule[], flagId: string): RuleInput[] {
  const known = new Map(stored.map((rule) => [rule.id, rule]));
  const added = drafts.filter(({ id }) => id === undefined);
  return drafts.map((draft, index) => {
    const id = draft.id ?? `new-${added.indexOf(draft) + 1}`;
    const was = known.get(id);
    return {
      id,
      name: draft.name ?? null,
      flag_id: flagId,
      position: index + 1,
      conditions: draft.conditions,
      value: draft.value,
      percentage: draft.percentage ?? null,
      enabled: draft.enabled ?? true,
      segment_id: draft.segment_id ?? null,
      salt: was?.salt ?? id,
      ...(draft.bucket_by !== undefined && { bucket_by: draft.bucket_by }),
    };
  });
}

function unknownReferences(
  drafts: readonly DraftRule[],
  stored: readonly Rule[],
  segmentIds: ReadonlySet<string>,
): FieldProblems {
  const left = new Set(stored.map(({ id }) => id));
  const problems: FieldProblems = {};
  for (const [index, { id, segment_id: segmentId }] of drafts.entries()) {
    if (id !== undefined && !left.delete(id)) problems[`rules.${index}.id`] = ["Must be a rule of this list, once"];
    if (segmentId && !segmentIds.has(segmentId)) {
      problems[`rules.${index}.segment_id`] = ["Must be a segment of the flag's project"];
    }
  }
  return problems;
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
