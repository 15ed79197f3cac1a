import { changeStreams } from "../live/changes/change-stream";
import { flushEvaluationCounts, forgetOldEvaluationCounts, keepEvaluationCounts } from "../live/evaluation-counts";
import { forgetExpired, forgetOldAudit } from "../services/retention";
import { rulesetKeeper } from "../services/ruleset-cache";
import { turnDueFlags } from "../services/turn-due-flags";
import { repeat, type Stop } from "./repeat";

const SCHEDULE_EVERY_MS = 1_000;
const FLUSH_EVERY_MS = 10_000;
const FORGET_EVERY_MS = 10 * 60_000;
/** Often enough that a process that never lives for a day does it, too. */
const RETENTION_EVERY_MS = 60 * 60_000;
const KEEP_EVERY_MS = 2_000;

/**
 * Starts what a process does in the background.
 * @returns how to stop it: it waits for rounds in progress and stores the counts
 */
export function startBackground(): Stop {
  keepEvaluationCounts();
  // From now on changes are remembered, for clients that ask what they missed.
  changeStreams();
  const keepRulesets = rulesetKeeper();
  const stops = [
    ...(keepRulesets ? [repeat("keeping rulesets on disk", KEEP_EVERY_MS, keepRulesets)] : []),
    repeat("turning scheduled flags on or off", SCHEDULE_EVERY_MS, () => turnDueFlags()),
    repeat("storing evaluation counts", FLUSH_EVERY_MS, flushEvaluationCounts),
    repeat("forgetting old evaluation counts", FORGET_EVERY_MS, forgetOldEvaluationCounts),
    repeat("deleting expired sessions", RETENTION_EVERY_MS, forgetExpired),
    repeat("deleting old audit entries", RETENTION_EVERY_MS, () => forgetOldAudit()),
  ];
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
    await flushEvaluationCounts();
  };
}
