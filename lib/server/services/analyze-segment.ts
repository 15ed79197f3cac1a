import type { AnalyzeSegment, SegmentAnalysis } from "@/lib/contract/analysis";
import { JsonText } from "../json-text";
import { readListTexts, readUserTexts } from "../store/analysis-texts";
import { listsUsing } from "../store/linked-rules";
import { withRequiring } from "../store/requirements";
import { db } from "../store/transaction";
import { MOST_TEXT } from "./analysis/limits";
import { analyse } from "./analysis/pool";
import { assertReferences, referencesIn } from "./segment-references";
import type { SegmentResource } from "./segments";
import { unknownEffects } from "./unknown-effects";

/**
 * The people to whom a draft of a segment gives another value, in every rule list that uses it, as if the flags were
 * on.
 * @throws ServiceError 422 for references to segments of other projects; 429 and 503 when too many analyses are
 * waiting.
 */
export async function analyzeSegment(
  { id, project_id: projectId }: SegmentResource,
  draft: AnalyzeSegment,
): Promise<SegmentAnalysis | JsonText> {
  const references = referencesIn(draft.rules ?? [], "rules");
  await assertReferences(db(), projectId, references);
  const lists = await withRequiring(db(), await listsUsing(db(), id));
  if (lists.length === 0) return { new_exposure: "no", lists: [] };
  const stored = await readListTexts(
    db(),
    lists,
    MOST_TEXT,
    references.map((each) => each.id),
  );
  const testUsers = await readUserTexts(db(), projectId, lists);
  const answer = stored && (await analyse(projectId, { type: "segment", stored, segmentId: id, draft, testUsers }));
  if (answer !== null && answer !== "not analysed") return JsonText.taggedData(answer.json);
  return unknownEffects(projectId, lists);
}
