import { processState } from "../process-state";
import { addCounts, type CountedEvaluations, deleteOldBatches, deleteOldCounts } from "../store/evaluation-counts";
import { db } from "../store/transaction";
import type { AnswerCount } from "./answers";
import { PendingCounts } from "./pending-counts";
import { type LiveRuleset, rulesetStore } from "./ruleset-store";

/**
 * Counts by minute answer questions about the last hour, counts by hour about the last seven days. Batches are known
 * for as long as applications may send them again.
 */
const KEPT = { minute: "2 hours", hour: "8 days", batch: "1 day" };
/** A statement that stores or deletes more would miss its deadline on a slow database, and again at each attempt. */
const AT_ONCE = { stored: 2_000, deleted: 5_000 };

const pendingCounts = () =>
  processState("evaluation-counts", () => {
    const pending = new PendingCounts();
    rulesetStore().onRetire((live) => collect(pending, live));
    return pending;
  });

/** From now on, a ruleset that is evicted leaves its counts here. */
export const keepEvaluationCounts = (): void => void pendingCounts();

function collect(pending: PendingCounts, live: LiveRuleset): void {
  const counts = live.answers.drain();
  addToTotals(live, counts);
  pending.add(countedIn(live, counts));
}

/**
 * Adds what an application evaluated and counted itself.
 * @param batchId a UUID under which the counts are stored once; undefined: they are added to those of this process
 * @returns false when too many wait for the database, so that the application has to send them again
 */
export function addReported(live: LiveRuleset, counts: readonly AnswerCount[], batchId: string | undefined): boolean {
  const counted = countedIn(live, counts);
  if (batchId === undefined) pendingCounts().add(counted);
  else if (!pendingCounts().addBatch({ id: batchId, counts: counted })) return false;
  addToTotals(live, counts);
  return true;
}

const countedIn = ({ projectId, environment }: LiveRuleset, counts: readonly AnswerCount[]): CountedEvaluations[] =>
  counts.map(({ ruleId, ...count }) => ({ projectId, environment, ruleId: ruleId ?? "", ...count }));

interface Total {
  projectId: string;
  environment: string;
  byReason: Map<string, number>;
}

/** Counts since the process started, for its metrics. */
const totals = () => processState("evaluation-totals", () => new Map<string, Total>());

function addToTotals({ projectId, environment }: LiveRuleset, counts: readonly AnswerCount[]): void {
  const key = `${projectId} ${environment}`;
  const total = totals().get(key) ?? { projectId, environment, byReason: new Map<string, number>() };
  totals().set(key, total);
  for (const { reason, count } of counts) total.byReason.set(reason, (total.byReason.get(reason) ?? 0) + count);
}

/** How often each reason was given since the process started, as a metric. */
export function evaluationTotals(): { labels: Record<string, string>; value: number }[] {
  collected();
  return [...totals().values()].flatMap(({ projectId, environment, byReason }) =>
    [...byReason].map(([reason, value]) => ({ labels: { project: projectId, environment, reason }, value })),
  );
}

/** Everything that was counted and is not stored yet. */
function collected(): PendingCounts {
  const pending = pendingCounts();
  for (const live of rulesetStore().all()) collect(pending, live);
  return pending;
}

/**
 * Stores what was counted since the last call. Evaluation itself only increments numbers in memory. What cannot be
 * stored now is kept for the next call.
 */
export async function flushEvaluationCounts(): Promise<void> {
  const pending = collected();
  // First the batches of the last call that may not be stored: until then, further counts are added up.
  await storeBatches(pending);
  pending.close(AT_ONCE.stored);
  await storeBatches(pending);
}

async function storeBatches(pending: PendingCounts): Promise<void> {
  for (const batches of pending.portions(AT_ONCE.stored)) {
    await addCounts(db(), batches);
    pending.forget(batches);
  }
}

/** As `PendingCounts.take`, of everything that was counted. */
export const takeEvaluationCounts = (most: number, mostOfOne: number): CountedEvaluations[] =>
  collected().take(most, mostOfOne);

/** Deletes counts that no question needs any more, and the names of batches that nobody sends again. */
export async function forgetOldEvaluationCounts(): Promise<void> {
  for (const unit of ["minute", "hour"] as const) {
    while ((await deleteOldCounts(db(), unit, KEPT[unit], AT_ONCE.deleted)) === AT_ONCE.deleted);
  }
  while ((await deleteOldBatches(db(), KEPT.batch, AT_ONCE.deleted)) === AT_ONCE.deleted);
}
