import type { Effect, SegmentAnalysis } from "@/lib/contract/analysis";

/** Whether anybody is exposed in one of several lists. */
export function verdictOf(effects: readonly Pick<Effect, "new_exposure">[]): SegmentAnalysis["new_exposure"] {
  const verdicts = new Set(effects.map(({ new_exposure: verdict }) => verdict));
  return verdicts.has("yes") ? "yes" : verdicts.has("unknown") ? "unknown" : "no";
}
