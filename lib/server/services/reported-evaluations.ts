import { LRUCache } from "lru-cache";
import type { ReportEvaluations, ReportedEvaluations } from "@/lib/contract/reported-evaluations";
import type { Caller } from "../auth/caller";
import { JsonText } from "../json-text";
import { addReported } from "../live/evaluation-counts";
import { toCount } from "../live/reported-counts";
import { processState } from "../process-state";
import { liveRuleset } from "./evaluate";

/** How many batches are remembered, so that a batch that is sent again is not counted again. */
const BATCHES = { max: 10_000, ttl: 60 * 60_000 };

/** The results of batches, by key and batch id. */
const batches = () => processState("reported-batches", () => new LRUCache<string, ReportedEvaluations>(BATCHES));

/** Adds what an application counted. @throws ServiceError 404, 422 */
export async function countReported(
  projectId: string | undefined,
  { environment, evaluations, batch_id: batchId }: ReportEvaluations,
  { credential }: Caller,
): Promise<JsonText> {
  const live = await liveRuleset(projectId, environment);
  const batch = batchId === undefined ? undefined : `${credential.id} ${live.projectId} ${environment} ${batchId}`;
  const before = batch === undefined ? undefined : batches().get(batch);
  if (before !== undefined) return JsonText.data(JSON.stringify(before));
  const counts = evaluations.flatMap((reported) => toCount(live, reported) ?? []);
  addReported(live, counts);
  const result = { accepted: counts.length, unknown: evaluations.length - counts.length };
  if (batch !== undefined) batches().set(batch, result);
  return JsonText.data(JSON.stringify(result));
}
