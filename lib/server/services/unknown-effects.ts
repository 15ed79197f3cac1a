import type { SegmentAnalysis } from "@/lib/contract/analysis";
import { flagKeys } from "../store/flags";
import type { RuleList } from "../store/rules";
import { testUserIds } from "../store/test-users";
import { db } from "../store/transaction";
import { unknownEffect } from "./analysis/unanswered";

/** The answer for a change of these lists when there was no time to find out anything. */
export async function unknownEffects(projectId: string, lists: readonly RuleList[]): Promise<SegmentAnalysis> {
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
