import { collectDefaultMetrics, Registry } from "prom-client";
import { getDb } from "../db/client";
import { isRelay } from "../is-relay";
import { evaluationTotals } from "../live/evaluation-counts";
import { rulesetStore } from "../live/ruleset-store";
import { streamHub } from "../live/streams/process-hub";
import { upstream } from "../live/upstream";
import { processState } from "../process-state";
import { analysisQueue } from "../services/analysis/pool";
import { version } from "../version";
import { type ReadMetric, registerRead } from "./read-metric";
import { requestMetric } from "./requests";

/** The metrics of the process: Guidon's own, and the library's about Node (memory, event loop, garbage collection). */
export const metricsRegistry = (): Registry =>
  processState("metrics", () => {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    for (const metric of [requestMetric, ...ofGuidon]) registerRead(registry, metric);
    return registry;
  });

/** Values that are kept anyway, and read on request. No label contains a secret or user data. */
const ofGuidon: readonly ReadMetric[] = [
  {
    name: "guidon_build_info",
    help: "1, with Guidon's version.",
    type: "gauge",
    values: () => [{ labels: { version }, value: 1 }],
  },
  {
    name: "guidon_evaluations_total",
    help: "Evaluations by project id, environment and reason; those that were explained are not counted.",
    type: "counter",
    values: evaluationTotals,
  },
  {
    name: "guidon_ruleset_revision",
    help: "Revision of the ruleset that is evaluated, by project id and environment.",
    type: "gauge",
    values: () => perRuleset(({ revision }) => revision),
  },
  {
    name: "guidon_ruleset_age_seconds",
    help: "Seconds since the ruleset that is evaluated was read, by project id and environment.",
    type: "gauge",
    values: () => perRuleset(({ loadedAt }) => (Date.now() - loadedAt) / 1000),
  },
  {
    name: "guidon_upstream_up",
    help: "Of a relay: 1 while the upstream is heard of.",
    type: "gauge",
    values: () => (isRelay() ? [{ labels: {}, value: upstream().status().state === "ready" ? 1 : 0 }] : []),
  },
  {
    name: "guidon_upstream_refused",
    help: "Of a relay: 1 while the upstream refuses its key or environment.",
    type: "gauge",
    values: () => (isRelay() ? [{ labels: {}, value: upstream().status().state === "refused" ? 1 : 0 }] : []),
  },
  {
    name: "guidon_upstream_stale_seconds",
    help: "Of a relay: for how long nothing has been heard of the upstream.",
    type: "gauge",
    values: () => (isRelay() ? [{ labels: {}, value: (upstream().status().staleForMs ?? 0) / 1000 }] : []),
  },
  {
    name: "guidon_streams",
    help: "Open event streams.",
    type: "gauge",
    values: () => [{ labels: {}, value: streamHub().count }],
  },
  {
    name: "guidon_analysis_tasks",
    help: "Analyses that run, and that wait for a thread.",
    type: "gauge",
    values: () => Object.entries(analysisQueue()).map(([state, value]) => ({ labels: { state }, value })),
  },
  {
    name: "guidon_database_connections",
    help: "Connections of the pool: open, idle, and requests that wait for one.",
    type: "gauge",
    values: () => {
      if (isRelay()) return [];
      const { totalCount, idleCount, waitingCount } = getDb().pool;
      return Object.entries({ total: totalCount, idle: idleCount, waiting: waitingCount }).map(([state, value]) => ({
        labels: { state },
        value,
      }));
    },
  },
];

function perRuleset(read: (live: { revision: number; loadedAt: number }) => number): ReturnType<ReadMetric["values"]> {
  return [...rulesetStore().all()].map((live) => ({
    labels: { project: live.projectId, environment: live.environment },
    value: read(live),
  }));
}
