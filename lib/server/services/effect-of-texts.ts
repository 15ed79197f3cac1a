import type { SegmentAnalysis } from "@/lib/contract/analysis";
import type { ListTexts, UserTexts } from "../store/analysis-texts";
import type { RuleList } from "../store/rules";
import { withNewLists } from "./analysis/new-lists";
import { analyse } from "./analysis/pool";
import { unknownEffects } from "./unknown-effects";

/** Lists before and after a change. */
export interface ChangedTexts {
  readonly lists: readonly RuleList[];
  /** Null: too much to read. */
  readonly before: ListTexts | null;
  readonly after: ListTexts | null;
  readonly testUsers: UserTexts;
}

/**
 * Who gets another value by a change. Do not call it inside a transaction: an analysis may take seconds, and other
 * writes would wait for it.
 */
export async function effectOfTexts(
  projectId: string,
  { lists, before, after, testUsers }: ChangedTexts,
): Promise<SegmentAnalysis> {
  if (lists.length === 0) return { new_exposure: "no", lists: [] };
  if (before !== null && after !== null) {
    const task = { type: "effect", before: withNewLists(before, after), after, testUsers } as const;
    const answer = await analyse(projectId, task);
    // Our own thread wrote it.
    if (answer !== "not analysed") return JSON.parse(answer.json);
  }
  return unknownEffects(projectId, lists);
}
