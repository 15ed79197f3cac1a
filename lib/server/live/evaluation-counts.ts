import { getDb } from "../db/client";
import { processState } from "../process-state";
import { type LiveRuleset, rulesetStore } from "./ruleset-store";

/** What is kept by minute answers for the last hour, what is kept by hour for the last seven days. */
const KEPT = { minute: "2 hours", hour: "8 days" };
/** While the database is gone; past it counts are lost, which is better than memory without end. */
const MAX_PENDING = 100_000;

interface Pending {
  projectId: string;
  environment: string;
  flagKey: string;
  ruleId: string;
  count: number;
}

const pendingCounts = () =>
  processState("evaluation-counts", () => {
    const pending = new Map<string, Pending>();
    rulesetStore().onRetire((live) => collect(pending, live));
    return pending;
  });

/** From here on a ruleset that is let go leaves its counts behind, also before they are stored for the first time. */
export const keepEvaluationCounts = (): void => void pendingCounts();

function collect(pending: Map<string, Pending>, { answers, projectId, environment }: LiveRuleset): void {
  const byReason = totalsOf(projectId, environment);
  for (const { flagKey, ruleId: decidedBy, reason, count } of answers.drain()) {
    byReason.set(reason, (byReason.get(reason) ?? 0) + count);
    const ruleId = decidedBy ?? "";
    const key = JSON.stringify([projectId, environment, flagKey, ruleId]);
    const before = pending.get(key);
    if (before !== undefined) before.count += count;
    else if (pending.size < MAX_PENDING) pending.set(key, { projectId, environment, flagKey, ruleId, count });
  }
}

interface Total {
  projectId: string;
  environment: string;
  byReason: Map<string, number>;
}

/** Since the process started, for whoever watches it. */
const totals = () => processState("evaluation-totals", () => new Map<string, Total>());

function totalsOf(projectId: string, environment: string): Map<string, number> {
  const key = `${projectId} ${environment}`;
  const total = totals().get(key) ?? { projectId, environment, byReason: new Map<string, number>() };
  totals().set(key, total);
  return total.byReason;
}

/** How often each reason was given since the process started, as a metric. */
export function evaluationTotals(): { labels: Record<string, string>; value: number }[] {
  const pending = pendingCounts();
  for (const live of rulesetStore().all()) collect(pending, live);
  return [...totals().values()].flatMap(({ projectId, environment, byReason }) =>
    [...byReason].map(([reason, value]) => ({ labels: { project: projectId, environment, reason }, value })),
  );
}

/**
 * Stores what was counted since the last call, in one statement. Evaluation itself only ever adds to a number in
 * memory. What cannot be stored now is kept for the next call.
 */
export async function flushEvaluationCounts(): Promise<void> {
  const pending = pendingCounts();
  for (const live of rulesetStore().all()) collect(pending, live);
  if (pending.size === 0) return;
  const batch = [...pending.values()];
  const sent = batch.map(({ count }) => count);
  // A flag that was deleted meanwhile is not joined, and its counts go with it.
  await getDb().pool.query(
    `INSERT INTO evaluation_counts (flag_id, environment, rule_id, unit, bucket, count)
     SELECT f.id, c.environment, c.rule_id, u.unit, date_trunc(u.unit, now()), c.count
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bigint[])
            AS c(project_id, environment, flag_key, rule_id, count)
     JOIN flags f ON f.project_id = c.project_id AND f.key = c.flag_key
     CROSS JOIN (VALUES ('minute'), ('hour')) AS u(unit)
     ORDER BY f.id, c.environment, c.rule_id, u.unit
     ON CONFLICT (flag_id, environment, rule_id, unit, bucket)
     DO UPDATE SET count = evaluation_counts.count + excluded.count`,
    [
      batch.map(({ projectId }) => projectId),
      batch.map(({ environment }) => environment),
      batch.map(({ flagKey }) => flagKey),
      batch.map(({ ruleId }) => ruleId),
      sent,
    ],
  );
  // What was added while the statement ran stays for the next one.
  for (const [index, entry] of batch.entries()) entry.count -= sent[index] ?? 0;
  for (const [key, { count }] of pending) if (count === 0) pending.delete(key);
}

/** Deletes counts that no answer needs any more. */
export async function forgetOldEvaluationCounts(): Promise<void> {
  for (const [unit, age] of Object.entries(KEPT)) {
    await getDb().pool.query("DELETE FROM evaluation_counts WHERE unit = $1 AND bucket < now() - $2::interval", [
      unit,
      age,
    ]);
  }
}
