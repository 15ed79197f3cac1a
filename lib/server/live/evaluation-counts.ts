import { processState } from "../process-state";
import { addCounts, type CountedEvaluations, deleteOldCounts } from "../store/evaluation-counts";
import { db } from "../store/transaction";
import type { AnswerCount } from "./answers";
import { type LiveRuleset, rulesetStore } from "./ruleset-store";

/** Counts by minute answer questions about the last hour, counts by hour about the last seven days. */
const KEPT = { minute: "2 hours", hour: "8 days" };
/** A statement that stores or deletes more would miss its deadline on a slow database, and again at each attempt. */
const AT_ONCE = { stored: 2_000, deleted: 5_000 };
/** The most entries while the database is unreachable. Beyond this, counts are lost, because memory must be bounded. */
const MAX_PENDING = 100_000;

const pendingCounts = () =>
  processState("evaluation-counts", () => {
    const pending: Pending = new Map();
    rulesetStore().onRetire((live) => collect(pending, live));
    return pending;
  });

/** From now on, a ruleset that is evicted leaves its counts here. */
export const keepEvaluationCounts = (): void => void pendingCounts();

type Pending = Map<string, CountedEvaluations>;

const collect = (pending: Pending, live: LiveRuleset): void => add(pending, live, live.answers.drain());

/** Adds what an application evaluated and counted itself. */
export const addReported = (live: LiveRuleset, counts: readonly AnswerCount[]): void =>
  add(pendingCounts(), live, counts);

function add(pending: Pending, { projectId, environment }: LiveRuleset, counts: readonly AnswerCount[]): void {
  const byReason = totalsOf(projectId, environment);
  for (const { flagKey, ruleId: decidedBy, value, reason, count } of counts) {
    byReason.set(reason, (byReason.get(reason) ?? 0) + count);
    const ruleId = decidedBy ?? "";
    const key = JSON.stringify([projectId, environment, flagKey, ruleId, value, reason]);
    const before = pending.get(key);
    if (before !== undefined) before.count = Math.min(before.count + count, Number.MAX_SAFE_INTEGER);
    else if (pending.size < MAX_PENDING)
      pending.set(key, { projectId, environment, flagKey, ruleId, value, reason, count });
  }
}

interface Total {
  projectId: string;
  environment: string;
  byReason: Map<string, number>;
}

/** Counts since the process started, for its metrics. */
const totals = () => processState("evaluation-totals", () => new Map<string, Total>());

function totalsOf(projectId: string, environment: string): Map<string, number> {
  const key = `${projectId} ${environment}`;
  const total = totals().get(key) ?? { projectId, environment, byReason: new Map<string, number>() };
  totals().set(key, total);
  return total.byReason;
}

/** How often each reason was given since the process started, as a metric. */
export function evaluationTotals(): { labels: Record<string, string>; value: number }[] {
  collected();
  return [...totals().values()].flatMap(({ projectId, environment, byReason }) =>
    [...byReason].map(([reason, value]) => ({ labels: { project: projectId, environment, reason }, value })),
  );
}

/** Everything that was counted and is not stored yet. */
function collected(): Pending {
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
  // A snapshot, because counting continues while they are stored.
  const all = [...pending].map(([key, counts]) => ({ key, ...counts }));
  for (let from = 0; from < all.length; from += AT_ONCE.stored) {
    const some = all.slice(from, from + AT_ONCE.stored);
    await addCounts(db(), some);
    forget(pending, some);
  }
}

/**
 * Takes counts of one environment out of memory; the caller keeps them until they are stored elsewhere.
 * @param most entries, each of which counts at most `mostOfOne`; the rest stays for the next call
 */
export function takeEvaluationCounts(most: number, mostOfOne: number): CountedEvaluations[] {
  const pending = collected();
  const [first] = pending.values();
  const taken: { key: string; counts: CountedEvaluations }[] = [];
  for (const [key, counts] of pending) {
    if (taken.length === most) break;
    if (counts.projectId !== first?.projectId || counts.environment !== first.environment) continue;
    taken.push({ key, counts: { ...counts, count: Math.min(counts.count, mostOfOne) } });
  }
  forget(
    pending,
    taken.map(({ key, counts: { count } }) => ({ key, count })),
  );
  return taken.map(({ counts }) => counts);
}

/** Counts that were added while they were stored stay for the next call. */
function forget(pending: Pending, stored: readonly { key: string; count: number }[]): void {
  for (const { key, count } of stored) {
    const entry = pending.get(key);
    if (entry === undefined) continue;
    entry.count -= count;
    if (entry.count === 0) pending.delete(key);
  }
}

/** Deletes counts that no question needs any more. */
export async function forgetOldEvaluationCounts(): Promise<void> {
  for (const unit of ["minute", "hour"] as const) {
    while ((await deleteOldCounts(db(), unit, KEPT[unit], AT_ONCE.deleted)) === AT_ONCE.deleted);
  }
}
