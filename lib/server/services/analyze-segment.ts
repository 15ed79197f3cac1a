import type { AnalyzeSegment, SegmentAnalysis } from "@/lib/contract/analysis";
import { JsonText } from "../json-text";
import { readListTexts, readUserTexts } from "../store/analysis-texts";
import { flagKeys } from "../store/flags";
import { listsUsing, type RuleList } from "../store/rules";
import { testUserIds } from "../store/test-users";
import { db } from "../store/transaction";
import { MOST_TEXT } from "./analysis/limits";
import { analyse } from "./analysis/pool";
import { unknownEffect } from "./analysis/unanswered";
import type { SegmentResource } from "./segments";

/**
 * Whom a draft of a segment gives another value, in every rule list that uses it. As if the flags were on.
 * @throws ServiceError 429 and 503 when too many analyses are waiting.
 */
export async function analyzeSegment(
  { id, project_id: projectId }: SegmentResource,
  draft: AnalyzeSegment,
): Promise<SegmentAnalysis | JsonText> {
  const lists = await listsUsing(db(), id);
  if (lists.length === 0) return { new_exposure: "no", lists: [] };
  const stored = await readListTexts(db(), lists, MOST_TEXT);
  const tried = await readUserTexts(db(), projectId, lists);
  const answer = stored && (await analyse(projectId, { type: "segment", stored, segmentId: id, draft, tried }));
  if (answer !== null && answer !== "not analysed") return JsonText.taggedData(answer.json);
  return unanswered(projectId, lists);
}

async function unanswered(projectId: string, lists: readonly RuleList[]): Promise<SegmentAnalysis> {
  const effect = unknownEffect(await testUserIds(db(), projectId));
  const keys = await flagKeys(
    db(),
    lists.map(({ flagId }) => flagId),
  );
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
