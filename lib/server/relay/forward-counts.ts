import type { ReportedEvaluation } from "@/lib/contract/reported-evaluations";
import type { RelaySettings } from "@/lib/env";
import { CODE_DEFAULT } from "../live/value-text";
import { logSeldom } from "../log-seldom";
import type { CountBatch, CountedEvaluations } from "../store/evaluation-counts";
import { readUpstreamKey } from "./upstream-key";

/** How long the upstream may take to accept a batch: a stop waits for two attempts, and has 13 s. */
const PATIENCE_MS = 6_000;

/** Answers that mean that these counts will never be accepted, so that others must not wait behind them. */
const IN_VAIN: ReadonlySet<number> = new Set([400, 413, 422]);

/** Answers that mean that the key is not for the counts' project. */
const NOT_ITS_PROJECT: ReadonlySet<number> = new Set([403, 404]);

/**
 * Sends a batch of counts, all of one environment, to the upstream.
 * @param served the project that the relay serves; counts of an earlier one may not be accepted with its key
 * @throws Error when it is to be sent again
 */
export async function forwardCounts(
  settings: RelaySettings,
  { id: batch_id, counts }: CountBatch,
  served: string | null,
): Promise<void> {
  const [first] = counts;
  if (first === undefined) return;
  const { projectId, environment } = first;
  const key = await readUpstreamKey(settings);
  const response = await fetch(`${settings.UPSTREAM_URL}/api/v1/flags/evaluations`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ project_id: projectId, environment, batch_id, evaluations: counts.map(toReported) }),
    // The key must not be sent elsewhere.
    redirect: "error",
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  // The body is read even when it is not needed, so that the connection can be reused.
  const text = await response.text();
  if (response.ok) return;
  const message = `the upstream did not take the counts: ${response.status} ${text.slice(0, 200)}`;
  const isOfEarlier = projectId !== served && NOT_ITS_PROJECT.has(response.status);
  if (!isOfEarlier && !IN_VAIN.has(response.status)) throw new Error(message);
  logSeldom("warn", {}, `${message}; they are dropped`);
}

function toReported({ flagKey, ruleId, value, reason, count }: CountedEvaluations): ReportedEvaluation {
  return {
    ...{ flag_key: flagKey, rule_id: ruleId === "" ? null : ruleId, variant: null, reason },
    ...(value === CODE_DEFAULT ? { is_code_default: true } : valueIn(value)),
    count,
  };
}

/** A long value is counted under its beginning and a digest, so the value itself is unknown here. */
function valueIn(text: string): Pick<ReportedEvaluation, "value"> {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return {};
  }
}
