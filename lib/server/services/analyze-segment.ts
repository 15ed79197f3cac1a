import type { AnalyzeSegment, SegmentAnalysis } from "@/lib/contract/analysis";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";
import { compareLists } from "@/lib/targeting/analysis/changes";
import { readRows, sql } from "../db/sql";
import { readLinkedSegments, STEPS_OF_A_REQUEST, toEffect } from "./analysis-input";
import { defined } from "./patch";
import { flagColumns, ruleColumns } from "./row-readers";
import { type FlagRow, type RuleRow, toFlag, toRule } from "./rows";

/** Whom a draft of a segment gives another value, in every rule list that uses it. As if the flags were on. */
export async function analyzeSegment(segment: Segment, draft: AnalyzeSegment): Promise<SegmentAnalysis> {
  const rules = await readListsUsing(segment.id);
  const flags = await readFlags(rules);
  const segments = await readLinkedSegments(segment.project_id, rules);
  const { rules: conditions, match_type } = draft;
  const edited = { ...segment, ...defined({ rules: conditions, match_type }) };
  const groups = byList(rules);
  const steps = Math.floor(STEPS_OF_A_REQUEST / Math.max(1, groups.length));
  const lists = groups.flatMap((list) => {
    const [first] = list;
    const flag = first && flags.get(first.flag_id);
    if (!flag) return [];
    const before = { defaultValue: flag.default_value.value, rules: list, segments };
    const after = { ...before, segments: segments.map((each) => (each.id === edited.id ? edited : each)) };
    const effect = toEffect(compareLists(before, after, steps));
    return [{ flag_id: flag.id, flag_key: flag.key, environment: first.environment, ...effect }];
  });
  const verdicts = new Set(lists.map(({ new_exposure: verdict }) => verdict));
  return { new_exposure: verdicts.has("yes") ? "yes" : verdicts.has("unknown") ? "unknown" : "no", lists };
}

/** Every rule of every list in which some rule links to the segment. */
async function readListsUsing(segmentId: string): Promise<Rule[]> {
  const rows = await readRows<RuleRow>(sql`
    SELECT ${ruleColumns} FROM rules
    WHERE (flag_id, environment) IN (SELECT flag_id, environment FROM rules WHERE segment_id = ${segmentId})
    ORDER BY flag_id, environment, position`);
  return rows.map(toRule);
}

function byList(rules: readonly Rule[]): Rule[][] {
  const lists = new Map<string, Rule[]>();
  for (const rule of rules) {
    const key = `${rule.flag_id} ${rule.environment}`;
    const list = lists.get(key);
    if (list) list.push(rule);
    else lists.set(key, [rule]);
  }
  return [...lists.values()];
}

async function readFlags(rules: readonly Rule[]) {
  const ids = [...new Set(rules.map(({ flag_id: id }) => id))];
  const rows = await readRows<FlagRow>(sql`SELECT ${flagColumns} FROM flags WHERE id = ANY (${ids}::uuid[])`);
  return new Map(rows.map((row) => [row.id, toFlag(row)]));
}
