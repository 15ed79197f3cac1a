import type { AnalyzeSegment, SegmentAnalysis } from "@/lib/contract/analysis";
import type { Segment } from "@/lib/contract/segment";
import { readRows, sql } from "../db/sql";
import { JsonText } from "../json-text";
import { listsUsing, readListTexts, readUserTexts } from "./analysis/list-texts";
import { analyse } from "./analysis/pool";
import { unknownEffect } from "./analysis/unanswered";
import type { RuleList } from "./rule-list";

/**
 * Whom a draft of a segment gives another value, in every rule list that uses it. As if the flags were on.
 * @throws ServiceError 429 and 503 when too many analyses are waiting.
 */
export async function analyzeSegment(segment: Segment, draft: AnalyzeSegment): Promise<SegmentAnalysis | JsonText> {
  const { id, project_id: projectId } = segment;
  const lists = await listsUsing(readRows, id);
  if (lists.length === 0) return { new_exposure: "no", lists: [] };
  const stored = await readListTexts(readRows, lists);
  const tried = await readUserTexts(readRows, projectId, lists);
  const answer = stored && (await analyse(projectId, { type: "segment", stored, segmentId: id, draft, tried }));
  if (answer !== null && answer !== "not analysed") return JsonText.taggedData(answer.json);
  return unanswered(projectId, lists);
}

async function unanswered(projectId: string, lists: readonly RuleList[]): Promise<SegmentAnalysis> {
  const effect = await unknownEffect(readRows, projectId);
  const flags = await readRows<{ id: string; key: string }>(
    sql`SELECT id, key FROM flags WHERE id = ANY (${lists.map(({ flagId }) => flagId)}::uuid[])`,
  );
  const keys = new Map(flags.map(({ id, key }) => [id, key]));
  return {
    new_exposure: "unknown",
    lists: lists.map(({ flagId, environment }) => ({
      flag_id: flagId,
      flag_key: keys.get(flagId) ?? "",
      environment,
      ...effect,
    })),
  };
}
