import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { ReportEvaluations, ReportedEvaluations } from "@/lib/contract/reported-evaluations";
import type { Caller } from "../auth/caller";
import { isRelay } from "../is-relay";
import { JsonText } from "../json-text";
import { addReported } from "../live/evaluation-counts";
import { toCount } from "../live/reported-counts";
import { processState } from "../process-state";
import { ServiceError } from "../service-error";
import { liveRuleset } from "./evaluate";

/** How many batches are remembered here, so that one that comes again gets the same answer and is not counted again. */
const BATCHES = { max: 10_000, ttl: 60 * 60_000 };

/** The results of batches. */
const batches = () => processState("reported-batches", () => new LRUCache<string, ReportedEvaluations>(BATCHES));

/** Adds what an application counted. @throws ServiceError 404, 422, 503 */
export async function countReported(
  projectId: string | undefined,
  { environment, evaluations, batch_id: batchId }: ReportEvaluations,
  { credential }: Caller,
): Promise<JsonText> {
  const live = await liveRuleset(projectId, environment);
  const batch = batchId === undefined ? undefined : uuidOf([credential.id, live.projectId, environment, batchId]);
  const before = batch === undefined ? undefined : batches().get(batch);
  if (before !== undefined) return JsonText.data(JSON.stringify(before));
  const counts = evaluations.flatMap((reported) => toCount(live, reported) ?? []);
  // A relay adds up what it passes on, in batches of its own.
  if (!addReported(live, counts, isRelay() ? undefined : batch))
    throw new ServiceError("unavailable", "Too many counts wait for the database", { retryAfter: 10 });
  const result = { accepted: counts.length, unknown: evaluations.length - counts.length };
  if (batch !== undefined) batches().set(batch, result);
  return JsonText.data(JSON.stringify(result));
}

/** A UUID, without hyphens, that is the same for the same names. */
const uuidOf = (names: readonly string[]): string =>
  createHash("sha256").update(JSON.stringify(names)).digest("hex").slice(0, 32);
